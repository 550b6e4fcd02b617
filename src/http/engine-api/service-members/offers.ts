import Type from 'typebox';
import { responseTypes } from '../../../engine/authorize/judge-authorization-request.ts';
import { prompts } from '../../../engine/authorize/prompts.ts';
import { clientAuthMethods } from '../../../engine/client-auth/registry.ts';
import { grantTypes } from '../../../engine/grants/registry.ts';
import type { Service } from '../../../engine/model/service.ts';
import { member } from '../member-table.ts';
import { describeScope } from '../schemas/describe-scope.ts';
import { pair } from '../schemas/members.ts';
import { clientAuthMethodNames, displayNames, grantTypeNames, promptNames, responseTypeNames } from '../wire-names.ts';
import { constant, flag, lifetime, namedList, type ServiceMember } from './service-member.ts';

/** Grant types that the front end decides: it is told what the request says. */
const delegated: readonly string[] = ['PASSWORD', 'TOKEN_EXCHANGE', 'JWT_BEARER'].flatMap((name) => grantTypeNames.toValue(name) ?? []);

const offer = (
  name: string,
  description: string,
  key: 'grantTypes' | 'responseTypes' | 'clientAuthMethods' | 'revocationAuthMethods' | 'introspectionAuthMethods',
  list: Pick<Parameters<typeof namedList>[2], 'names' | 'supported'>,
): ServiceMember =>
  namedList(name, description, {
    ...list,
    fields: [`offerRules.${key}`],
    read: ({ offerRules }) => offerRules[key],
    write: (value, service) => ({ ...service, offerRules: { ...service.offerRules, [key]: value } }),
  });

const authMethods: Parameters<typeof offer>[3] = {
  names: clientAuthMethodNames,
  supported: clientAuthMethods.map(({ name }) => name).filter((name) => clientAuthMethodNames.toName(name) !== undefined),
};

/** How clients authenticate at an endpoint that need not be like the token endpoint. Shown only if it was said. */
const ownAuthMethods = (name: string, key: 'revocationAuthMethods' | 'introspectionAuthMethods', what: string): ServiceMember => ({
  ...offer(name, `How clients may authenticate at the ${what} endpoint, if not as at the token endpoint.`, key, authMethods),
  read: ({ offerRules }) => offerRules[key]?.flatMap((value) => clientAuthMethodNames.toName(value) ?? []),
});

const scopeSchema = Type.Object(
  {
    name: Type.String(),
    defaultEntry: Type.Optional(Type.Boolean({ description: 'Given to clients that ask for none.' })),
    description: Type.Optional(Type.String({ description: 'For the consent page.' })),
    descriptions: Type.Optional(Type.Array(Type.Object({ tag: Type.String(), value: Type.String() }))),
    attributes: Type.Optional(
      Type.Array(pair, { description: '`access_token.duration` and the like say how long its tokens live at most.' }),
    ),
  },
  { $id: 'EngineScope' },
);

const supportedScopes: ServiceMember = member({
  name: 'supportedScopes',
  schema: Type.Array(scopeSchema, { description: 'The scopes it knows.' }),
  fields: ['scopes'],
  read: ({ scopes }) => scopes.map(describeScope),
  write: (scopes, service: Service): Service => ({
    ...service,
    scopes: scopes.map(({ name, defaultEntry = false, description = '', descriptions, attributes }) => ({
      name,
      description,
      isDefault: defaultEntry,
      ...(descriptions === undefined ? {} : { descriptions }),
      ...(attributes === undefined ? {} : { attributes }),
    })),
  }),
});

const trustedRootCertificates: ServiceMember = member({
  name: 'trustedRootCertificates',
  schema: Type.Array(Type.String(), { description: 'The certificates of its own authorities: PEM, one in each text.' }),
  fields: ['offerRules.trustedRoots'],
  read: ({ offerRules }) => offerRules.trustedRoots,
  write: (trustedRoots, service: Service): Service => ({ ...service, offerRules: { ...service.offerRules, trustedRoots } }),
});

/** What a service offers its clients, asks of them, and answers. */
export const offerMembers: readonly ServiceMember[] = [
  offer('supportedGrantTypes', 'The grant types it takes.', 'grantTypes', {
    names: grantTypeNames,
    supported: [...new Set([...grantTypes.map(({ name }) => name), ...delegated])],
  }),
  offer('supportedResponseTypes', 'The response types it takes.', 'responseTypes', { names: responseTypeNames, supported: responseTypes }),
  offer(
    'supportedTokenAuthMethods',
    'How its clients may authenticate at the token endpoint, and at all others that have no list of their own.',
    'clientAuthMethods',
    authMethods,
  ),
  ownAuthMethods('supportedRevocationAuthMethods', 'revocationAuthMethods', 'revocation'),
  ownAuthMethods('supportedIntrospectionAuthMethods', 'introspectionAuthMethods', 'introspection'),
  flag(
    'mutualTlsValidatePkiCertChain',
    'offerRules',
    'trustedRootsOnly',
    'Let only its own authorities vouch for the certificates of clients, by the path that comes along. Without it those do that the deployment trusts.',
  ),
  trustedRootCertificates,
  supportedScopes,
  flag('scopeRequired', 'offerRules', 'scopeRequired', 'Refuse authorization requests that name no scope.'),
  flag('pkceRequired', 'offerRules', 'pkceRequired', 'Demand PKCE of every client.'),
  flag('pkceS256Required', 'offerRules', 'challengeMethodRequired', 'Demand that requests with a challenge say `S256`.'),
  flag('missingClientIdAllowed', 'offerRules', 'missingClientIdAllowed', 'Let public clients leave `client_id` out of token requests.'),
  namedList('supportedDisplays', 'How your pages can be shown; in its metadata.', {
    names: displayNames,
    supported: displayNames.names.flatMap((name) => displayNames.toValue(name) ?? []),
    fields: ['description.displays'],
    read: ({ description }) => description.displays ?? [],
    write: (displays, service) => ({ ...service, description: { ...service.description, displays } }),
  }),
  namedList('supportedPromptValues', 'The values of `prompt` it takes; in its metadata.', {
    names: promptNames,
    supported: prompts.map(({ name }) => name),
    fields: ['offerRules.promptValues'],
    read: ({ offerRules }) => offerRules.promptValues,
    write: (promptValues, service) => ({ ...service, offerRules: { ...service.offerRules, promptValues } }),
  }),
  constant('supportedClaimTypes', Type.Array(Type.String(), { description: 'The kinds of claims there are.' }), ['NORMAL']),
  flag('issSuppressed', 'answerRules', 'issSuppressed', 'Leave `iss` out of authorization responses.'),
  lifetime('authorizationResponseDuration', 'How long signed authorization responses are good, in seconds.', {
    field: 'answerRules.signedResponseLifetime',
    read: ({ answerRules }) => answerRules.signedResponseLifetime,
    write: (signedResponseLifetime, service) => ({ ...service, answerRules: { ...service.answerRules, signedResponseLifetime } }),
  }),
  flag('errorDescriptionOmitted', 'answerRules', 'errorDescriptionOmitted', 'Leave `error_description` out of errors.'),
  flag('errorUriOmitted', 'answerRules', 'errorUriOmitted', 'Leave `error_uri` out of errors.'),
];
