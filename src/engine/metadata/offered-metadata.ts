import type { Service } from '../model/service.ts';
import type { ServiceDescription } from '../model/service-description.ts';
import { authMethodsAt } from '../services/offers.ts';

/** Members of metadata documents, by name. */
type Metadata = Readonly<Record<string, unknown>>;

const keepOffered = (value: unknown, offered: readonly string[] | undefined): unknown =>
  offered === undefined || !Array.isArray(value) ? value : value.filter((each) => offered.includes(each));

/** RFC 8705 §5 */
const aliasesOf = (aliases: ServiceDescription['mtlsEndpointAliases']): Metadata | undefined =>
  aliases && Object.fromEntries(aliases.map(({ name, uri }) => [name, uri]));

/** What a service says of itself beyond what it can do (RFC 8414 §2, OpenID Connect Discovery §3). */
const wordsOf = ({ description }: Pick<Service, 'description'>): Metadata => ({
  op_policy_uri: description.policyUri,
  op_tos_uri: description.tosUri,
  service_documentation: description.documentation,
  ui_locales_supported: description.uiLocales,
  claims_locales_supported: description.claimLocales,
  display_values_supported: description.displays,
  mtls_endpoint_aliases: aliasesOf(description.mtlsEndpointAliases),
});

/**
 * Metadata without what a service does not offer, and with what it says of itself. Members are known by how their names end, so that none
 * is forgotten.
 *
 * @see RFC 8414 §2, RFC 9207 §3, RFC 8705 §5
 */
export function offeredMetadata(service: Pick<Service, 'offerRules' | 'answerRules' | 'description'>, document: Metadata): Metadata {
  const { offerRules, answerRules, description } = service;
  const narrow = (name: string, value: unknown): unknown => {
    if (name === 'revocation_endpoint_auth_methods_supported') return keepOffered(value, authMethodsAt(service, 'revocation'));
    if (name === 'introspection_endpoint_auth_methods_supported') return keepOffered(value, authMethodsAt(service, 'introspection'));
    if (name.endsWith('_auth_methods_supported')) return keepOffered(value, authMethodsAt(service, 'token'));
    if (name === 'grant_types_supported') return keepOffered(value, offerRules.grantTypes);
    if (name === 'response_types_supported') return keepOffered(value, offerRules.responseTypes);
    if (name === 'prompt_values_supported') return keepOffered(value, offerRules.promptValues);
    if (name === 'claims_supported') return keepOffered(value, description.claims);
    if (name === 'authorization_response_iss_parameter_supported') return !answerRules.issSuppressed;
    return value;
  };
  const narrowed = Object.entries(document).map(([name, value]): [string, unknown] => [name, narrow(name, value)]);
  return Object.fromEntries([...narrowed, ...Object.entries(wordsOf(service))].filter(([, value]) => value !== undefined));
}
