import { isSameJson } from '../../protocol/authorization-detail.ts';
import { findSigningAlgorithm } from '../keys/signing-algorithms.ts';
import type { Client } from '../model/client.ts';
import { type ClientOpenIdRules, plainOpenIdRules } from '../model/openid-rules.ts';
import type { ClientInput } from './client-input.ts';

const hostOfUri = /^https?:\/\/(\[[^\]]*\]|[^/?#:]+)/i;

/** The host of an http or https URI in lower case; undefined for another. */
export const hostOf = (uri: string): string | undefined => hostOfUri.exec(uri)?.[1]?.toLowerCase();

/** Whose people a client's pairwise ids name: the host at which its redirect URIs are listed, or that they all lead to (§8.1). */
function decideSector({ subjectType, sectorIdentifierUri }: ClientOpenIdRules, redirectUris: readonly string[]): string | undefined {
  const [uri] = sectorIdentifierUri === undefined ? redirectUris : [sectorIdentifierUri];
  return subjectType === 'pairwise' && uri !== undefined ? hostOf(uri) : undefined;
}

/**
 * What a client is told, and how, after an input: fields left out keep what they are.
 *
 * @see OpenID Connect Core §8.1, OpenID Connect Dynamic Client Registration §2
 */
export function decideOpenIdRules(input: ClientInput, current: ClientOpenIdRules, redirectUris: Client['redirectUris']): ClientOpenIdRules {
  const rules: ClientOpenIdRules = {
    idTokenSignedResponseAlg: findSigningAlgorithm(input.idTokenSignedResponseAlg ?? '') ?? current.idTokenSignedResponseAlg,
    userinfoSignedResponseAlg: findSigningAlgorithm(input.userinfoSignedResponseAlg ?? '') ?? current.userinfoSignedResponseAlg,
    subjectType: input.subjectType === 'pairwise' || input.subjectType === 'public' ? input.subjectType : current.subjectType,
    sectorIdentifierUri: input.sectorIdentifierUri ?? current.sectorIdentifierUri,
    sector: undefined,
  };
  return isSameJson(rules, plainOpenIdRules) ? plainOpenIdRules : { ...rules, sector: decideSector(rules, redirectUris) };
}
