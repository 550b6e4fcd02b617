#!/usr/bin/env bash
# Deletes a test application: ./cleanup-test-app.sh [id], the id being $CLIENT_ID by default.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need curl jq
find_session

id="${1:-${CLIENT_ID:-}}"
if [[ -z "$id" ]]; then
  echo "Which application? Usage: $0 [id], or set CLIENT_ID." >&2
  exit 1
fi

body="$(mktemp)"
trap 'rm -f "$body"' EXIT
status="$(curl --silent --show-error -o "$body" -w '%{http_code}' -X DELETE -H "Coder-Session-Token: $SESSION_TOKEN" \
  "$BASE_URL/api/v2/oauth2-provider/apps/$id")"
if [[ "$status" != 204 ]]; then
  echo "Deleting $id failed with status $status: $(<"$body")" >&2
  exit 1
fi
echo "Deleted $id."
