import type { ClaimDemand, ClaimDemands } from '../../../../engine/model/claims-request.ts';
import type { Service } from '../../../../engine/model/service.ts';
import type { UserinfoJudgement } from '../../../../engine/oidc/judge-userinfo.ts';
import { selectClaimNames } from '../../../../engine/oidc/select-claims.ts';
import { challengeResult } from '../../access-result.ts';
import type { EngineAnswer } from '../../engine-operation.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { attributesOf } from '../token/attributes-of.ts';

type Accepted = Extract<UserinfoJudgement, { action: 'accept' }>;

/** Codes of the userinfo endpoint. */
export const userinfoCodes: ResultCodes = {
  area: '088',
  byReason: { 'unknown access token': 'A088302', 'access token expired': 'A088303', 'The scope openid is needed.': 'A088305' },
};

/** One claim as a `claims` parameter asks for it (OpenID Connect Core §5.5.1). */
const formatDemand = ({ isEssential, values }: ClaimDemand): object | null =>
  isEssential || values !== undefined ? { ...(isEssential ? { essential: true } : {}), ...(values === undefined ? {} : { values }) } : null;

const formatDemands = (demands: ClaimDemands): string | undefined => {
  const entries = Object.entries(demands);
  return entries.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(entries.map(([name, demand]) => [name, formatDemand(demand)])));
};

/** Whom the front end is to tell of, and what was asked for. */
export function describeUserinfo(
  service: Service,
  { token: { accessToken }, client, subject, demands, terms }: Accepted,
): Readonly<Record<string, unknown>> {
  const { scopes } = accessToken;
  const hasDocument = client.source === 'metadata_document';
  return {
    subject,
    claims: selectClaimNames({ scopes, demands }),
    userInfoClaims: formatDemands(demands),
    consentedClaims: terms?.consentedClaims,
    scopes,
    properties: accessToken.properties,
    clientId: client.number,
    clientIdAlias: client.clientId,
    clientIdAliasUsed: true,
    metadataDocumentLocation: hasDocument ? client.clientId : undefined,
    metadataDocumentUsed: hasDocument ? true : undefined,
    ...attributesOf(service, client),
  };
}

const challengeStatus = (status: number, code: string): number =>
  code === 'invalid_dpop_proof' || code === 'use_dpop_nonce' ? 401 : status;

/** Tells the front end why nothing may be told. */
export function refusedUserinfo(codes: ResultCodes, { error, scheme }: Extract<UserinfoJudgement, { action: 'refuse' }>): EngineAnswer {
  const status = challengeStatus(error.status, error.code);
  return { body: { ...challengeResult(codes, { error, scheme, demand: { scopes: ['openid'] }, status }) } };
}
