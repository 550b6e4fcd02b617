#!/usr/bin/env bash
# Walks a running server through what an MCP client does: discovery, code with PKCE, a wrong verifier, resource indicators,
# refresh, the API, protected-resource metadata. Ends with status 1 if anything is not as it should be.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need curl jq openssl
find_session

readonly callback_url='http://localhost:9876/callback'
failures=0
client_id=''

pass() { echo "  ✓ $1"; }
fail() {
  echo "  ✗ $1" >&2
  failures=$((failures + 1))
}
end() {
  fail "$1"
  exit 1
}

delete_app() {
  if [[ -n "$client_id" ]]; then api DELETE "/api/v2/oauth2-provider/apps/$client_id" >/dev/null || true; fi
}
trap delete_app EXIT

# Says yes as the user and sets `code`. Arguments are further query parameters, already encoded.
authorize() {
  local query="client_id=$client_id&response_type=code&redirect_uri=$(encoded "$callback_url")&state=$RANDOM$RANDOM" location parameter
  for parameter in "$@"; do query+="&$parameter"; done
  location="$(curl --silent --show-error -o /dev/null -w '%{redirect_url}' -X POST -H "Coder-Session-Token: $SESSION_TOKEN" \
    "$BASE_URL/oauth2/authorize?$query")"
  code="$(sed -nE 's/.*[?&]code=([^&#]+).*/\1/p' <<<"$location")"
  if [[ -z "$code" ]]; then end "authorize sent no code; it redirected to: ${location:-nowhere}"; fi
}

# Asks the token endpoint and prints its answer, whatever it is.
token() { curl --silent --show-error -X POST "$BASE_URL/oauth2/tokens" --data-urlencode "client_id=$client_id" "$@"; }

status_of() { curl --silent --show-error -o /dev/null -w '%{http_code}' "$@"; }

echo "1. Authorization server metadata"
metadata="$(curl --silent --show-error --fail "$BASE_URL/.well-known/oauth-authorization-server")" || end 'there is no metadata document'
jq -e .authorization_endpoint <<<"$metadata" >/dev/null || end 'authorization_endpoint is missing'
pass "issuer $(jq -r .issuer <<<"$metadata")"

echo "Setup: an application and a secret"
app="$(api POST /api/v2/oauth2-provider/apps -H 'Content-Type: application/json' \
  -d "$(jq -n --arg name "test-mcp-$(date +%s)" --arg callback_url "$callback_url" '{$name, $callback_url}')")"
client_id="$(jq -er .id <<<"$app")"
client_secret="$(api POST "/api/v2/oauth2-provider/apps/$client_id/secrets" | jq -er .client_secret_full)"
pass "client $client_id"

echo "2. Code with PKCE"
make_pkce
authorize "code_challenge=$CODE_CHALLENGE" 'code_challenge_method=S256'
answer="$(token -d grant_type=authorization_code --data-urlencode "code=$code" --data-urlencode "client_secret=$client_secret" \
  --data-urlencode "code_verifier=$CODE_VERIFIER")"
jq -e .access_token <<<"$answer" >/dev/null || end "no access token: $answer"
pass 'the code became an access token'

echo "3. A wrong verifier"
make_pkce
authorize "code_challenge=$CODE_CHALLENGE" 'code_challenge_method=S256'
answer="$(token -d grant_type=authorization_code --data-urlencode "code=$code" --data-urlencode "client_secret=$client_secret" \
  -d code_verifier=wrong-verifier)"
if jq -e .error <<<"$answer" >/dev/null; then pass "refused with $(jq -r .error <<<"$answer")"; else fail 'it was accepted'; fi

echo "4. Resource indicator"
resource='https://api.example.com'
# Without PKCE the exchange names the redirect_uri again (RFC 6749 §4.1.3).
authorize "resource=$(encoded "$resource")"
answer="$(token -d grant_type=authorization_code --data-urlencode "code=$code" --data-urlencode "client_secret=$client_secret" \
  --data-urlencode "resource=$resource" --data-urlencode "redirect_uri=$callback_url")"
refresh_token="$(jq -r '.refresh_token // empty' <<<"$answer")"
if jq -e .access_token <<<"$answer" >/dev/null; then pass "a token for $resource"; else fail "no access token: $answer"; fi

echo "5. Refresh"
answer="$(token -d grant_type=refresh_token --data-urlencode "refresh_token=$refresh_token" --data-urlencode "client_secret=$client_secret")"
if jq -e .access_token <<<"$answer" >/dev/null; then pass 'a new access token'; else fail "no access token: $answer"; fi

echo "6. The API"
# A token of its own: the one of step 4 is for another resource, and step 5 has replaced it.
make_pkce
authorize "code_challenge=$CODE_CHALLENGE" 'code_challenge_method=S256'
access_token="$(token -d grant_type=authorization_code --data-urlencode "code=$code" --data-urlencode "client_secret=$client_secret" \
  --data-urlencode "code_verifier=$CODE_VERIFIER" | jq -er .access_token)" || end 'no access token for the API'
status="$(status_of -H "Authorization: Bearer $access_token" "$BASE_URL/api/v2/users/me")"
if [[ "$status" == 200 ]]; then pass 'Bearer header: 200'; else fail "Bearer header: $status instead of 200"; fi

resource_metadata="$(curl --silent --show-error "$BASE_URL/.well-known/oauth-protected-resource")"
expected=401
if jq -e '.bearer_methods_supported | index("query")' <<<"$resource_metadata" >/dev/null; then expected=200; fi
status="$(status_of "$BASE_URL/api/v2/users/me?access_token=$access_token")"
if [[ "$status" == "$expected" ]]; then pass "query parameter: $status, as the metadata says"; else fail "query parameter: $status instead of $expected"; fi

if curl --silent --show-error --head "$BASE_URL/api/v2/users/me" | grep -iq '^www-authenticate:.*bearer'; then
  pass 'HEAD without a token: a Bearer challenge'
else
  fail 'HEAD without a token: no Bearer challenge'
fi

echo "7. Protected resource metadata"
if jq -e '.bearer_methods_supported | index("header")' <<<"$resource_metadata" >/dev/null; then
  pass 'bearer_methods_supported has header'
else
  fail "bearer_methods_supported lacks header: $resource_metadata"
fi

if ((failures > 0)); then
  echo "$failures failed." >&2
  exit 1
fi
echo "All passed."
