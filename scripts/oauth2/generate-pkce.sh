#!/usr/bin/env bash
# Prints a PKCE pair (RFC 7636) as shell assignments: eval "$(./generate-pkce.sh)"
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need openssl

make_pkce
printf 'export CODE_VERIFIER=%q\n' "$CODE_VERIFIER"
printf 'export CODE_CHALLENGE=%q\n' "$CODE_CHALLENGE"
