import type { Client } from '../../../engine/model/client.ts';
import { signatureAlgorithmWords, subjectTypeWords } from '../schemas/words.ts';
import { extension } from './extension.ts';
import { type ClientMember, described, flag, setting, shown, term, text } from './shown-client.ts';

const algorithm = signatureAlgorithmWords;

const bindingOf = ({ bindingRules }: Client): Client['bindingRules'] => bindingRules;

/** What it gets. */
export const tokenMembers: readonly ClientMember[] = [
  setting(
    'dpopRequired',
    flag('Whether its token requests must have a DPoP proof (RFC 9449 §5.2).'),
    'dpop_bound_access_tokens',
    (client) => bindingOf(client).dpopBoundAccessTokens,
    (value) => ({ dpopBoundAccessTokens: value }),
  ),
  setting(
    'tlsClientCertificateBoundAccessTokens',
    flag('Whether its access tokens are bound to its certificate (RFC 8705 §3.4).'),
    'tls_client_certificate_bound_access_tokens',
    (client) => bindingOf(client).tlsClientCertificateBoundAccessTokens,
    (value) => ({ tlsClientCertificateBoundAccessTokens: value }),
  ),
  term(
    'singleAccessTokenPerSubject',
    flag("Whether a person's new tokens end those it had for them before."),
    'single_per_subject',
    ({ singlePerSubject }) => singlePerSubject,
    (singlePerSubject) => ({ singlePerSubject }),
  ),
  setting(
    'idTokenSignAlg',
    described(algorithm.schema, 'What its ID tokens are signed with. Left out: `RS256`.'),
    'id_token_signed_response_alg',
    ({ openIdRules }) => algorithm.toWord(openIdRules.idTokenSignedResponseAlg),
    (word) => ({ idTokenSignedResponseAlg: algorithm.toWire(word) }),
  ),
  setting(
    'userInfoSignAlg',
    described(algorithm.schema, 'What userinfo is signed with. Left out: it is plain JSON.'),
    'userinfo_signed_response_alg',
    ({ openIdRules: { userinfoSignedResponseAlg: alg } }) => alg && algorithm.toWord(alg),
    (word) => ({ userinfoSignedResponseAlg: algorithm.toWire(word) }),
  ),
  setting(
    'authTimeRequired',
    flag('Whether its ID tokens must say when the person signed in.'),
    'require_auth_time',
    ({ requestRules }) => requestRules.requireAuthTime,
    (requireAuthTime) => ({ requireAuthTime }),
  ),
  setting(
    'subjectType',
    described(subjectTypeWords.schema, 'Whether it knows people by the same id as all others. Left out: `PUBLIC`.'),
    'subject_type',
    ({ openIdRules }) => subjectTypeWords.toWord(openIdRules.subjectType),
    (word) => ({ subjectType: subjectTypeWords.toWire(word) }),
  ),
  setting(
    'sectorIdentifierUri',
    text('Lists the redirect URIs of all clients that know people by the same pairwise id.'),
    'sector_identifier_uri',
    ({ openIdRules }) => openIdRules.sectorIdentifierUri,
    (sectorIdentifierUri) => ({ sectorIdentifierUri }),
  ),
  shown(
    'derivedSectorIdentifier',
    text('The host whose clients know people by the same pairwise id.'),
    ({ openIdRules }) => openIdRules.sector,
  ),
  extension,
];
