import type { Delegation, InputToken, KnownToken } from '../../../../engine/delegation/delegation-decision.ts';
import type { Client } from '../../../../engine/model/client.ts';
import type { Service } from '../../../../engine/model/service.ts';
import type { Engine } from '../../../../engine/ports.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { describeScope } from '../../schemas/describe-scope.ts';

type Members = Readonly<Record<string, unknown>>;

/** A type of token as this interface calls it: `urn:ietf:params:oauth:token-type:access_token` is `ACCESS_TOKEN`. */
const typeName = (type: string | undefined): string | undefined => type?.split(':').at(-1)?.toUpperCase();

/** A known token as this interface calls it (`token_info`). */
function describeKnown(service: Service, known: KnownToken, client: Client | undefined): Members {
  const { scopes, resources, subject, properties, authorizationDetails, expiresAt } =
    known.kind === 'access'
      ? known.facts.accessToken
      : { ...known.facts.grant, properties: known.facts.grant.terms?.properties, expiresAt: known.facts.refreshToken.expiresAt };
  return {
    clientId: client?.number,
    clientIdAlias: client?.clientId,
    clientIdAliasUsed: client !== undefined,
    subject,
    scopes: service.scopes.filter(({ name }) => scopes.includes(name)).map(describeScope),
    expiresAt: expiresAt * 1000,
    properties,
    resources: resources.length === 0 ? undefined : resources,
    authorizationDetails: authorizationDetails && describeDetails(authorizationDetails),
  };
}

async function describeInput(engine: Engine, service: Service, role: 'subject' | 'actor', input: InputToken | undefined): Promise<Members> {
  if (input === undefined) return {};
  const { token, type, known } = input;
  const clientId = known?.facts.clientId;
  const client = clientId === undefined ? undefined : (await engine.facts.findClient(service.id, clientId))?.client;
  return {
    [`${role}Token`]: token,
    [`${role}TokenType`]: typeName(type),
    [`${role}TokenInfo`]: known && describeKnown(service, known, client),
  };
}

/** What the front end is asked to judge, and the action that says so. */
export async function describeDelegation(engine: Engine, service: Service, { request, ticket }: Delegation): Promise<Members> {
  switch (request.asks) {
    case 'credentials':
      return { action: 'PASSWORD', username: request.username, password: request.password.reveal(), ticket };
    case 'assertion':
      return { action: 'JWT_BEARER', assertion: request.assertion };
    case 'exchange':
      return {
        action: 'TOKEN_EXCHANGE',
        requestedTokenType: typeName(request.requestedType),
        audiences: request.audiences.length === 0 ? undefined : request.audiences,
        ...(await describeInput(engine, service, 'subject', request.subject)),
        ...(await describeInput(engine, service, 'actor', request.actor)),
      };
  }
}
