import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type Seconds, seconds } from '../../protocol/units.ts';
import type { AcrRequest } from '../authentication/acr-request.ts';
import type { ClaimDemand, ClaimsRequest } from '../model/claims-request.ts';
import type { ClientRequestRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import { offersPrompt } from '../services/offers.ts';
import type { Interaction } from './authorization-request.ts';
import { noPrompt, prompts } from './prompts.ts';

const wholeSeconds = /^[0-9]{1,10}$/;
/** The longest email address (RFC 5321 §4.5.3.1) is a hint; what is longer is none. */
const maxLoginHintLength = 320;

const invalidRequest = (description: string): OAuthError => new OAuthError('invalid_request', description);

/** Spaces separate values; more of them than needed mean nothing. */
const wordsOf = (text: string | undefined): readonly string[] => text?.split(' ').filter((word) => word !== '') ?? [];

function readMaxAge(text: string | undefined, defaultMaxAge: Seconds | undefined): Seconds | undefined | OAuthError {
  if (text === undefined) return defaultMaxAge;
  return wholeSeconds.test(text) ? seconds(Number(text)) : invalidRequest('The parameter max_age must be a number of seconds.');
}

/** The class that is asked for as a claim, with values or because it is essential; otherwise what `acr_values` says, or the client's registration. */
function readAcrRequest(
  acrValues: readonly string[],
  claim: ClaimDemand | undefined,
  { defaultAcrValues }: ClientRequestRules,
): AcrRequest {
  const named = claim?.values?.filter((value) => typeof value === 'string') ?? [];
  if (named.length > 0 || claim?.isEssential === true) return { values: named, isEssential: claim?.isEssential ?? false };
  return { values: acrValues.length > 0 ? acrValues : defaultAcrValues, isEssential: false };
}

/**
 * Reads what a request says of the person. `display`, `ui_locales` and `claims_locales` are taken and change nothing: there is one page, in
 * one language.
 *
 * @see OpenID Connect Core §3.1.2.1, §5.5.1.1, RFC 9470 §4, Initiating User Registration via OpenID Connect §4.1
 */
export function readInteraction(
  parameters: Parameters,
  service: Pick<Service, 'offerRules'>,
  rules: ClientRequestRules,
  claimsRequest?: ClaimsRequest,
): Interaction | OAuthError {
  const wanted = wordsOf(getParameter(parameters, 'prompt'));
  const unknown = wanted.find((name) => !prompts.some((prompt) => prompt.name === name) || !offersPrompt(service, name));
  if (unknown !== undefined) return invalidRequest('The parameter prompt has a value that is not supported: see prompt_values_supported.');
  const mayInteract = !wanted.includes(noPrompt.name);
  if (!mayInteract && wanted.length > 1) return invalidRequest('prompt=none stands alone.');
  const maxAge = readMaxAge(getParameter(parameters, 'max_age'), rules.defaultMaxAge);
  if (maxAge instanceof OAuthError) return maxAge;
  const loginHint = getParameter(parameters, 'login_hint');
  return {
    mayInteract,
    mustSignIn: maxAge === 0 || prompts.some(({ name, signsIn }) => signsIn && wanted.includes(name)),
    maxAge,
    acrRequest: readAcrRequest(wordsOf(getParameter(parameters, 'acr_values')), claimsRequest?.idToken.acr, rules),
    loginHint: loginHint !== undefined && loginHint.length <= maxLoginHintLength ? loginHint : undefined,
    idTokenHint: getParameter(parameters, 'id_token_hint'),
  };
}
