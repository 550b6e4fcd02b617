import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import type { ScopeDefinition, Service } from '../model/service.ts';
import { selectClaimNames } from '../oidc/select-claims.ts';
import type { Engine } from '../ports.ts';
import type { Asked } from './judge-asked.ts';

/** What a person is asked to allow, in words. */
export interface AskedInWords {
  /** The scopes with the words for them. */
  readonly scopes: readonly ScopeDefinition[];
  /** Claims about the person that are asked for one by one, beyond those of the scopes. */
  readonly claims: readonly string[];
  /** The authorization details with the words for their types. */
  readonly details: readonly { readonly description: string; readonly detail: AuthorizationDetail }[];
}

/** Claims that are asked for one by one and can be told: those that come with a scope are in its words. */
function findClaims({ subjectClaimNames }: Pick<Engine, 'subjectClaimNames'>, { scopes, claimsRequest }: Asked): readonly string[] {
  const byScope = selectClaimNames({ scopes, demands: {} });
  const asked = selectClaimNames({ scopes: [], demands: { ...claimsRequest?.idToken, ...claimsRequest?.userinfo } });
  return asked.filter((name) => subjectClaimNames.includes(name) && !byScope.includes(name));
}

/** Puts what is asked for into the service's words. */
export const describeAsked = (engine: Pick<Engine, 'subjectClaimNames'>, service: Service, asked: Asked): AskedInWords => ({
  scopes: service.scopes.filter(({ name }) => asked.scopes.includes(name)),
  claims: findClaims(engine, asked),
  details: (asked.authorizationDetails ?? []).map((detail) => ({
    description: service.requestRules.detailTypes.find(({ name }) => name === detail.type)?.description ?? detail.type,
    detail,
  })),
});
