import Type, { type Static } from 'typebox';
import { type ProofRequest, signProof } from '../../../broker/hand-out/sign-proof.ts';
import type { Rooms } from '../../context.ts';
import { ApiError } from '../api-error.ts';
import { type Answer, defineOperation, type Operation } from '../operation.ts';
import { decodeSelector } from '../workspace-agents/decode-selector.ts';
import { providerParams } from './bodies.ts';
import { encodeAccessToken } from './encode-access-token.ts';
import { tokenHolderOf } from './token-holder.ts';

const body = Type.Object({
  htm: Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$", description: 'The method of the request you are about to make.' }),
  htu: Type.String({ maxLength: 2048, pattern: '^https?://', description: 'Its URL; query and fragment are left out of the proof.' }),
  nonce: Type.Optional(
    Type.String({ pattern: '^[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}$', description: 'The last `DPoP-Nonce` you were answered.' }),
  ),
  account: Type.Optional(Type.String({ maxLength: 255, description: "Which of the user's accounts; without it, the one chosen last." })),
});

const about = {
  method: 'POST',
  summary: 'Sign a proof for a request with a token that is bound to a key.',
  description:
    'For tokens of `token_type` `DPoP` (RFC 9449): send the proof in the header `DPoP`, beside `Authorization: DPoP <token>`. The key never leaves the server.',
  body,
  answers: {
    200: { description: 'The proof, for one request.', body: Type.Object({ proof: Type.String({ description: 'A JWT.' }) }) },
  },
} as const;

async function prove(
  { broker }: Rooms,
  wanted: Pick<ProofRequest, 'userId' | 'selector' | 'policy'>,
  { htm, htu, nonce, account }: Static<typeof body>,
): Promise<Answer> {
  if (!URL.canParse(htu)) throw new ApiError(400, "'htu' must be a URL.");
  const result = await signProof(broker, { ...wanted, htm, htu, nonce, account });
  switch (result.action) {
    case 'proof':
      return { status: 200, body: { proof: result.proof } };
    case 'unbound':
      throw new ApiError(400, 'The token is a bearer token, and needs no proof.');
    case 'link_needed':
      throw new ApiError(409, `Link an account first: ${result.url}`, { detail: result.cause });
    case 'unknown_provider':
    case 'refused':
    case 'unavailable':
      return encodeAccessToken(result);
  }
}

/** Signs a proof for the caller's own token. */
export const createDpopProof: Operation = defineOperation({
  ...about,
  name: 'createDpopProof',
  path: '/api/v2/external-auth/{externalauth}/dpop-proof',
  tag: 'External auth',
  authorization: { who: 'user', scope: 'external_auth:access_token' },
  params: providerParams,
  run: ({ caller, params, body: asked, rooms }) => prove(rooms, { ...tokenHolderOf(caller), selector: { id: params.externalauth } }, asked),
});

/** Signs a proof for the token of an agent's user. */
export const createAgentDpopProof: Operation = defineOperation({
  ...about,
  name: 'createAgentDpopProof',
  path: '/api/v2/workspaceagents/me/external-auth/dpop-proof',
  tag: 'Agents',
  authorization: { who: 'agent' },
  query: Type.Object({
    id: Type.Optional(Type.String({ description: "The provider's id." })),
    match: Type.Optional(Type.String({ description: 'A URL that one of the providers serves.' })),
  }),
  run: ({ caller, query, body: asked, rooms }) => prove(rooms, { ...tokenHolderOf(caller), selector: decodeSelector(query) }, asked),
});
