import Type from 'typebox';
import { type RevocationTarget, revokeTokens } from '../../../../engine/revoke/revoke-tokens.ts';
import { CallerError } from '../../caller-error.ts';
import { acceptDecision } from '../../client-members/accept-decision.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { optionalText } from '../../schemas/members.ts';
import { recordRevocation } from './record-revocation.ts';

interface RevokeBody {
  readonly accessTokenIdentifier?: string | undefined;
  readonly refreshTokenIdentifier?: string | undefined;
  readonly clientIdentifier?: string | undefined;
  readonly subject?: string | undefined;
}

/** Empty members say nothing; of those that are there the first one counts, and a client together with a subject. */
function readTarget({
  accessTokenIdentifier = '',
  refreshTokenIdentifier = '',
  clientIdentifier = '',
  subject = '',
}: RevokeBody): RevocationTarget {
  const token = accessTokenIdentifier || refreshTokenIdentifier;
  if (token !== '') return { of: 'token', token };
  if (clientIdentifier !== '') return { of: 'client', clientId: clientIdentifier, ...(subject === '' ? {} : { subject }) };
  if (subject !== '') return { of: 'subject', subject };
  throw new CallerError('wrongMember', 'Say which tokens: by accessTokenIdentifier, refreshTokenIdentifier, clientIdentifier or subject.');
}

/** Ends tokens, and says how many there were. */
export const revokeTokensOperation: EngineOperation = serviceOperation({
  name: 'authTokenRevokeApi',
  method: 'POST',
  path: '/auth/token/revoke',
  command: ['token management', 'revoke'],
  summary: 'End tokens: one, or all of a client, a subject, or a subject at a client.',
  description: 'An access token and its refresh token are one. Codes that would become tokens end as well.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    accessTokenIdentifier: optionalText('An access token, or what lists of tokens call it.'),
    refreshTokenIdentifier: optionalText('A refresh token, or what lists of tokens call it.'),
    clientIdentifier: optionalText("A client's number or alias."),
    subject: optionalText('A subject.'),
  }),
  example: { clientIdentifier: 'my-client', subject: 'john' },
  async run(call) {
    const { body, service, rooms } = call;
    const target = readTarget(body);
    const done = acceptDecision(await revokeTokens(rooms.engine, service, target));
    recordRevocation(call, target, done);
    return { body: { ...resultOf('A409001', 'The tokens are ended.'), count: done.count } };
  },
});
