import Type, { type Static } from 'typebox';
import { accountInUrl } from '../../../broker/hand-out/account-in-url.ts';
import { type HandOutRequest, handOut } from '../../../broker/hand-out/hand-out.ts';
import { type Selector, selectProvider } from '../../../broker/hand-out/select-provider.ts';
import type { Broker } from '../../../broker/ports.ts';
import { seconds } from '../../../protocol/units.ts';
import { handOutInstallation } from '../github-apps/hand-out-installation.ts';
import { decodeInstallationQuery, installationQuery } from '../github-apps/installation-wish.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { decodeSelector } from '../workspace-agents/decode-selector.ts';
import { waitForToken } from '../workspace-agents/wait-for-token.ts';
import { accessTokenBody, minValidityParameter } from './bodies.ts';
import { encodeAccessToken } from './encode-access-token.ts';
import { recordHandOut } from './record-hand-out.ts';
import { type TokenHolder, tokenHolderOf } from './token-holder.ts';

const query = Type.Object({
  id: Type.Optional(Type.String({ description: "The provider's id." })),
  match: Type.Optional(Type.String({ description: 'A URL that one of the providers serves.' })),
  url: Type.Optional(Type.String({ description: 'The older name of `match`.' })),
  account: Type.Optional(Type.String({ maxLength: 255, description: "Which of the user's accounts; without it, the one chosen last." })),
  username: Type.Optional(
    Type.String({
      maxLength: 255,
      description:
        'The user name in the URL: in place of `account`, the account of that name if there are several, otherwise the only one.',
    }),
  ),
  min_validity: minValidityParameter,
  ...installationQuery.properties,
  listen: Type.Optional(Type.String({ description: 'If present, whatever its value, the answer waits until there is a token.' })),
});

async function accountOf(
  broker: Broker,
  userId: string,
  selector: Selector,
  { account, username }: Static<typeof query>,
): Promise<string | undefined> {
  if (account !== undefined || username === undefined) return account;
  const provider = selectProvider(broker.providers, selector);
  const connections = await broker.facts.listConnections(userId);
  return accountInUrl(
    connections.filter(({ providerId }) => providerId === provider?.id),
    username,
  );
}

/** Makes the operation that hands out a token of the caller's, or of the agent's user: one under each of its paths. */
export const getToken = (about: Pick<Operation, 'name' | 'path' | 'tag' | 'summary' | 'authorization'>): Operation =>
  defineOperation({
    ...about,
    method: 'GET',
    query,
    answers: { 200: { description: 'The token, or the URL where the account is linked.', body: accessTokenBody } },
    async run({ caller, identifyAgain, query: asked, request, rooms }) {
      const { broker } = rooms;
      const holder = tokenHolderOf(caller);
      const selector = decodeSelector(asked);
      const installation = decodeInstallationQuery(asked);
      if (installation !== undefined) {
        const minValidity = seconds(asked.min_validity ?? 0);
        return handOutInstallation(rooms, { caller, request, selector, wanted: installation, minValidity });
      }
      const decide = async (by: TokenHolder): Promise<HandOutRequest> => ({
        ...by,
        selector,
        account: await accountOf(broker, by.userId, selector, asked),
        ...(asked.min_validity === undefined ? {} : { minValidity: seconds(asked.min_validity) }),
      });
      const wanted = await decide(holder);
      const isGone = request.isGone ?? (() => true);
      // Whoever waited may have been revoked, or may get less by now.
      const decideAgain = async (): Promise<HandOutRequest> => decide(tokenHolderOf(await identifyAgain()));
      const result = await (asked.listen === undefined ? handOut(broker, wanted) : waitForToken(broker, wanted, isGone, decideAgain));
      await recordHandOut(rooms, { caller, request, wanted }, result);
      return encodeAccessToken(result);
    },
  });
