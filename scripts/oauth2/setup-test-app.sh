#!/usr/bin/env bash
# Makes an application with a secret and prints its settings as shell assignments: eval "$(./setup-test-app.sh)"
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need curl jq
find_session

APP_NAME="${APP_NAME:-test-app-$(date +%s)}"
callback_url="${CALLBACK_URL:-http://localhost:9876/callback}"

app="$(api POST /api/v2/oauth2-provider/apps -H 'Content-Type: application/json' \
  -d "$(jq -n --arg name "$APP_NAME" --arg callback_url "$callback_url" '{$name, $callback_url}')")"
CLIENT_ID="$(jq -er .id <<<"$app")"
CLIENT_SECRET="$(api POST "/api/v2/oauth2-provider/apps/$CLIENT_ID/secrets" | jq -er .client_secret_full)"

echo "# Made $APP_NAME with the callback $callback_url" >&2
echo "# Next: ./test-manual-flow.sh, and ./cleanup-test-app.sh when done" >&2
for name in CLIENT_ID CLIENT_SECRET APP_NAME BASE_URL SESSION_TOKEN; do
  printf 'export %s=%q\n' "$name" "${!name}"
done
