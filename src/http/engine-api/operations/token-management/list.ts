import Type from 'typebox';
import type { TokenRecord } from '../../../../engine/model/token-record.ts';
import { listTokens } from '../../../../engine/token/list-tokens.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../../../protocol/units.ts';
import { CallerError } from '../../caller-error.ts';
import { describeLimited } from '../../client-members/limited-client.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { pageMembers, readPage } from '../../read-page.ts';
import { optionalText } from '../../schemas/members.ts';
import { grantTypeOf } from '../token/describe-issued.ts';

const inMilliseconds = (time: EpochSeconds | undefined): number | undefined => time && time * 1000;

const describeRecord = (record: TokenRecord): Readonly<Record<string, unknown>> => ({
  accessTokenHash: record.accessTokenHash,
  accessTokenExpiresAt: inMilliseconds(record.accessTokenExpiresAt),
  refreshTokenHash: record.refreshToken?.hash,
  refreshTokenExpiresAt: inMilliseconds(record.refreshToken?.expiresAt),
  refreshTokenScopes: record.refreshToken?.scopes,
  createdAt: inMilliseconds(record.createdAt),
  lastRefreshedAt: record.issuedAt === record.createdAt ? undefined : inMilliseconds(record.issuedAt),
  clientId: record.clientNumber,
  subject: record.subject,
  grantType: grantTypeOf(record),
  scopes: record.scopes,
  properties: record.properties,
});

/** Lists live tokens. */
export const listTokensOperation: EngineOperation = serviceOperation({
  name: 'authTokenGetListApi',
  method: 'GET',
  path: '/auth/token/get/list',
  command: ['token management', 'list'],
  summary: 'List live tokens, the newest first.',
  description:
    'Tokens are never shown as they are. What stands in place of each, under `accessTokenHash` and `refreshTokenHash`, names it in calls that change or end tokens: the id that is in its text, or the SHA-256 of one that another server made.',
  right: 'use_service',
  query: Type.Object({
    clientIdentifier: optionalText("A client's number or alias."),
    subject: optionalText('A subject.'),
    ...pageMembers,
  }),
  example: { clientIdentifier: 'my-client', start: 0, end: 5 },
  async run({ query, service, rooms }) {
    const { clientIdentifier = '', subject = '' } = query;
    const { start, end } = readPage(query);
    const found = await listTokens(rooms.engine, service, {
      ...(clientIdentifier === '' ? {} : { clientId: clientIdentifier }),
      ...(subject === '' ? {} : { subject }),
      skip: start,
      limit: end - start,
    });
    if (found instanceof OAuthError) throw new CallerError('notFound', 'There is no such client.');
    return {
      body: {
        start,
        end,
        totalCount: found.totalCount,
        client: found.client && describeLimited(found.client),
        subject: subject === '' ? undefined : subject,
        accessTokens: found.records.map(describeRecord),
      },
    };
  },
});
