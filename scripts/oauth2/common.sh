# Sourced by the other scripts: the tools, the server's address and whose session to use. Not run by itself.

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null 2>&1 || { echo "This script needs $tool." >&2; exit 1; }
  done
}

# The address without a trailing slash. `grantry serve` listens on 4600 by default; scripts written for port 3000 set BASE_URL.
BASE_URL="${BASE_URL:-http://localhost:4600}"
BASE_URL="${BASE_URL%/}"

# Sets SESSION_TOKEN: from the environment, or ./.coderv2/session, or what `grantry login` keeps.
find_session() {
  local credentials="${GRANTRY_CONFIG_HOME:-${XDG_CONFIG_HOME:-$HOME/.config}/grantry}/credentials.json"
  if [[ -n "${SESSION_TOKEN:-}" ]]; then return; fi
  if [[ -r ./.coderv2/session ]]; then
    SESSION_TOKEN="$(<./.coderv2/session)"
  elif [[ -r "$credentials" ]]; then
    SESSION_TOKEN="$(jq -r --arg url "$BASE_URL" '.deployments[$url].token // empty' "$credentials")"
  fi
  if [[ -z "${SESSION_TOKEN:-}" ]]; then
    echo "No session. Set SESSION_TOKEN, or run: grantry login $BASE_URL" >&2
    exit 1
  fi
}

# Calls the REST API as the user and prints the answer. Status 400 and above ends the script with the answer on stderr.
api() {
  local method="$1" path="$2" answer
  shift 2
  if ! answer="$(curl --silent --show-error --fail-with-body -X "$method" -H "Coder-Session-Token: $SESSION_TOKEN" "$@" "$BASE_URL$path")"; then
    echo "$method $path failed: $answer" >&2
    return 1
  fi
  printf '%s' "$answer"
}

# Prints the value percent-encoded for a query.
encoded() { jq -rn --arg value "$1" '$value | @uri'; }

# Sets CODE_VERIFIER and CODE_CHALLENGE (RFC 7636 §4.1, §4.2): 256 random bits, and base64url of their SHA-256.
# The two letters that differ between base64 and base64url are translated. Deleting them instead gives the right challenge for one
# verifier in four only.
make_pkce() {
  CODE_VERIFIER="$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '=\n')"
  CODE_CHALLENGE="$(printf %s "$CODE_VERIFIER" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')"
}
