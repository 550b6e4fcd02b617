import { listPrompts, strictestPrompt } from '../../../../engine/authorize/prompts.ts';
import type { Service } from '../../../../engine/model/service.ts';
import { openIdScope } from '../../../../engine/oidc/openid-scopes.ts';
import { selectClaimNames } from '../../../../engine/oidc/select-claims.ts';
import type { OpenedTicket } from '../../../../engine/tickets/open-ticket.ts';
import { getParameter, type Parameters } from '../../../../protocol/form.ts';
import { parseObject } from '../../../../protocol/jose/parse-object.ts';
import { describeAuthorizingClient } from '../../client-members/authorizing-client.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { describeScope } from '../../schemas/describe-scope.ts';
import { describeAuthorizingService } from '../../service-members/authorizing-service.ts';
import { listed } from '../../unset.ts';

/** Members of an answer. */
type Members = Readonly<Record<string, unknown>>;

const wordsOf = (parameters: Parameters, name: string): readonly string[] =>
  getParameter(parameters, name)
    ?.split(' ')
    .filter((word) => word !== '') ?? [];

/** How the client wants the page shown (OpenID Connect Core §3.1.2.1); what it wants otherwise is ignored. */
const displays: ReadonlySet<string> = new Set(['page', 'popup', 'touch', 'wap']);

function readDisplay(parameters: Parameters): string {
  const wanted = getParameter(parameters, 'display') ?? '';
  return displays.has(wanted) ? wanted.toUpperCase() : 'PAGE';
}

/** One half of the `claims` parameter, as the client wrote it. */
const halfOf = (claims: Members | undefined, name: 'id_token' | 'userinfo'): string | undefined =>
  claims?.[name] === undefined || claims[name] === null ? undefined : JSON.stringify(claims[name]);

/** The claims that are asked for: by scopes, which a front end may tell in either place, and one by one (OpenID Connect Core §5.4, §5.5). */
function describeClaims(
  { authorization: { scopes, claimsRequest }, request: { parameters } }: OpenedTicket,
  { tokenRules }: Service,
): Members {
  if (!scopes.includes(openIdScope)) return {};
  const claims = claimsRequest === undefined ? undefined : parseObject(getParameter(parameters, 'claims') ?? '');
  return {
    claims: listed(selectClaimNames({ scopes: tokenRules.scopeClaimsRestricted ? [] : scopes, demands: claimsRequest?.idToken ?? {} })),
    claimsAtUserInfo: listed(selectClaimNames({ scopes, demands: claimsRequest?.userinfo ?? {} })),
    idTokenClaims: halfOf(claims, 'id_token'),
    userInfoClaims: halfOf(claims, 'userinfo'),
  };
}

/** How the person is to be asked, and who it is to be. */
function describePerson({ authorization, request: { parameters }, expectedSub }: OpenedTicket): Members {
  const { maxAge, acrRequest, loginHint } = authorization;
  const prompts = listPrompts(wordsOf(parameters, 'prompt'), maxAge);
  return {
    display: readDisplay(parameters),
    maxAge,
    uiLocales: listed(wordsOf(parameters, 'ui_locales')),
    claimsLocales: listed(wordsOf(parameters, 'claims_locales')),
    acrs: listed(acrRequest.values),
    acrEssential: acrRequest.isEssential,
    subject: expectedSub,
    loginHint,
    prompts: listed(prompts.map(({ name }) => name.toUpperCase())),
    lowestPrompt: strictestPrompt(prompts).name.toUpperCase(),
  };
}

/** By which of its ids the request named the client. */
function describeNaming({ client: { number, source } }: OpenedTicket, named: string | undefined): Members {
  const metadataDocumentUsed = source === 'metadata_document';
  return { clientIdAliasUsed: named !== undefined && named !== String(number) && !metadataDocumentUsed, metadataDocumentUsed };
}

/** What a front end needs to ask a person. @param named how the request named the client. */
export const describeOpened = (opened: OpenedTicket, service: Service, named: string | undefined): Members => ({
  client: describeAuthorizingClient(opened.client),
  service: describeAuthorizingService(service),
  ...describePerson(opened),
  scopes: listed(service.scopes.filter(({ name }) => opened.authorization.scopes.includes(name)).map(describeScope)),
  ...describeClaims(opened, service),
  requestObjectPayload: opened.request.requestPayload,
  resources: listed(opened.authorization.resources),
  authorizationDetails: opened.authorization.authorizationDetails && describeDetails(opened.authorization.authorizationDetails),
  ...describeNaming(opened, named),
});
