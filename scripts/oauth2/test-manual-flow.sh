#!/usr/bin/env bash
# Runs the code flow with PKCE through your own browser: ./test-manual-flow.sh [--keep-running]
# Needs CLIENT_ID and CLIENT_SECRET: eval "$(./setup-test-app.sh)"
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$here/common.sh"
# The checkout's Node, pinned by the lockfile, comes before an older one of the system.
PATH="$here/../../node_modules/.bin:$PATH"
need node openssl

if [[ -z "${CLIENT_ID:-}" || -z "${CLIENT_SECRET:-}" ]]; then
  echo "Set CLIENT_ID and CLIENT_SECRET: eval \"\$($here/setup-test-app.sh)\"" >&2
  exit 1
fi

make_pkce
export BASE_URL CLIENT_ID CLIENT_SECRET CODE_VERIFIER CODE_CHALLENGE
STATE="$(openssl rand -hex 16)"
export STATE
exec node "$here/callback-server.ts" "$@"
