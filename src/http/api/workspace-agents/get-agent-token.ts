import Type from 'typebox';
import { type HandOutRequest, handOut } from '../../../broker/hand-out/hand-out.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import { accessTokenBody } from '../external-auth/bodies.ts';
import { encodeAccessToken } from '../external-auth/encode-access-token.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodeSelector } from './decode-selector.ts';
import { waitForToken } from './wait-for-token.ts';

const query = Type.Object({
  id: Type.Optional(Type.String({ description: "The provider's id." })),
  match: Type.Optional(Type.String({ description: 'A URL that one of the providers serves.' })),
  url: Type.Optional(Type.String({ description: 'The older name of `match`.' })),
  account: Type.Optional(Type.String({ maxLength: 255, description: "Which of the user's accounts; without it, the one chosen last." })),
  listen: Type.Optional(Type.String({ description: 'If present, whatever its value, the answer waits until there is a token.' })),
});

/** Makes the operation that hands the token of an agent's user out: one under each of its paths. */
export const getAgentToken = (about: Pick<Operation, 'name' | 'path' | 'summary'>): Operation =>
  defineOperation({
    ...about,
    method: 'GET',
    tag: 'Agents',
    authorization: { who: 'agent' },
    query,
    answers: { 200: { description: 'The token, or the URL where the account is linked.', body: accessTokenBody } },
    async run({ caller, query: { listen, account, ...named }, request, rooms: { broker, identity } }) {
      if (caller?.kind !== 'agent') throw new ApiError(401, 'Only agents may call this.');
      const { agent, user } = caller;
      const asked: HandOutRequest = { userId: user.id, selector: decodeSelector(named), account, policy: agent.handOutRules };
      const isGone = request.isGone ?? (() => true);
      const result = await (listen === undefined ? handOut(broker, asked) : waitForToken(broker, asked, isGone));
      if (result.action === 'refused') {
        identity.audit.record({ event: 'hand_out_denied', ...actorOf(caller, request), target: `provider:${result.provider.id}` });
      }
      return encodeAccessToken(result);
    },
  });
