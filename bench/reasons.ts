const ours = 'grantry (SQLite)';
const peer = 'oidc-provider (memory)';

/** What a profile of the server says of a durable token request. */
const tokenRequest =
  'Profiled with client_credentials: a fifth of the CPU time is the group commit, a seventh reading the client with its secrets, a tenth writing the reply; ' +
  'the peer keeps a map in memory and flushes nothing.';

/** Why a target is not met, by the work as the table of targets names it. Printed only while it is not met. */
export const reasons: Readonly<Record<string, string>> = {
  [`client_credentials, opaque: ${ours} ÷ ${peer}`]: tokenRequest,
  [`client_credentials, opaque: ${ours} ÷ bare node:http, no store`]: tokenRequest,
  [`client_credentials, JWT ES256: ${ours} ÷ ${peer}`]: tokenRequest,
  [`client_credentials, JWT ES256: ${ours} ÷ bare node:http, signs only`]: tokenRequest,
  [`code + PKCE exchange: ${ours} ÷ ${peer}`]: `${tokenRequest} An exchange writes four rows: code, grant, access token, refresh token.`,
  [`refresh with rotation: ${ours} ÷ ${peer}`]: `${tokenRequest} A rotation also seals the successor for the leeway, which the peer does not keep.`,
  [`introspection, opaque: ${ours} ÷ ${peer}`]:
    'Two reads a request: the client with its secrets, and the token with its grant; the peer reads maps.',
  [`hand-out of a fresh token: ${ours} ÷ bare Fastify reply`]:
    'An eighth of the CPU time opens the sealed tokens, of which the refresh token is not needed here; a sixth reads the agent and the connection; ' +
    "the reply is as costly as the limit's whole request.",
};
