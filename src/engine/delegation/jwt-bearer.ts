import { requireParameter } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import { clockTolerance } from '../profiles/tighten.ts';
import type { DelegatedGrant, DelegationFacts } from './delegated-grant.ts';
import { findTimeFault, readJwt } from './find-jwt-fault.ts';

const invalid = (reason: string): OAuthError => new OAuthError('invalid_grant', 'The assertion is not valid.', reason);

/** Whom an assertion for us may name: the service, or its token endpoint, here or at the front end (RFC 7523 §3 (3)). */
const audiencesOf = ({ issuer, description }: Service): readonly string[] => [
  issuer,
  `${issuer}/oauth2/token`,
  ...(description.endpoints?.token === undefined ? [] : [description.endpoints.token]),
];

/** What is wrong with an assertion as far as can be told without its issuer's keys. */
function findAssertionError({ service, client, now }: DelegationFacts, assertion: string): OAuthError | undefined {
  const { jwtGrantRefusesEncrypted, jwtGrantRefusesUnsigned } = service.tokenRules.delegation;
  const jwt = readJwt(assertion);
  if (jwt === undefined) return invalid('the assertion is no JWT');
  if (jwt.kind === 'encrypted') return jwtGrantRefusesEncrypted ? invalid('the assertion is encrypted') : undefined;
  if (jwt.kind === 'unsigned' && jwtGrantRefusesUnsigned) return invalid('the assertion is not signed');
  const { iss, sub, aud, exp } = jwt.claims;
  if (typeof iss !== 'string' || iss === '') return invalid('the assertion has no iss');
  if (typeof sub !== 'string' || sub === '') return invalid('the assertion has no sub');
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiencesOf(service).some((audience) => named.includes(audience))) return invalid('the assertion is for somebody else');
  if (exp === undefined) return invalid('the assertion has no exp');
  const fault = findTimeFault(jwt.claims, now, clockTolerance(service, client));
  return fault === undefined ? undefined : invalid(`the assertion is wrong in its times: ${fault}`);
}

/** A client brings an assertion of somebody whom the front end believes. */
export const jwtBearer: DelegatedGrant = {
  name: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  spec: 'RFC 7523 §2.1',
  publicClients: 'allowed',
  startsFlow: true,
  parameters: ['assertion'],
  repeatable: ['resource'],
  judge(facts) {
    const assertion = requireParameter(facts.parameters, 'assertion');
    return findAssertionError(facts, assertion) ?? { asks: 'assertion', assertion };
  },
};
