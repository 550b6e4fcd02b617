import type { JsonObject } from '../../../api/read-answer.ts';
import type { Option, TextOption } from '../../../command.ts';
import { CommandFailure } from '../../../command-failure.ts';
import { decodeDuration } from '../../../duration.ts';
import {
  decodeInstallation,
  decodeNarrowing,
  installationMember,
  installationOption,
  type ListOption,
  narrowingFlags,
} from '../../github-app/installation-flags.ts';

/** The flags that say what a policy is to be. */
export interface PolicyFlags
  extends Readonly<
    Record<'issuer' | 'jwks-uri' | 'audience' | 'subject' | 'provider' | 'installation' | 'max-lifetime', TextOption> &
      Record<'claim' | 'repository' | 'permission', ListOption>
  > {
  readonly 'single-use': Option;
  readonly 'many-uses': Option;
}

/** See {@link PolicyFlags}. */
export const policyFlags: PolicyFlags = {
  issuer: { value: 'url', summary: 'Whose tokens are trusted.' },
  'jwks-uri': { value: 'url', summary: "Where the issuer's keys are. Left out, its metadata tells." },
  audience: { value: 'string', summary: 'What tokens must name. Left out, the URL of the server.' },
  subject: { value: 'pattern', summary: 'What the subject must be; * is any text.' },
  claim: { value: 'name=pattern', isRepeatable: true, summary: 'What another claim must be. Of several for one name, one must match.' },
  provider: { value: 'id', summary: 'The provider whose GitHub App makes the token.' },
  installation: installationOption,
  ...narrowingFlags,
  'max-lifetime': { value: 'duration', summary: 'How long a token works, such as 10m; an hour at most, and if left out.' },
  'single-use': { summary: 'Each token of the issuer is good once.' },
  'many-uses': { summary: 'Each token of the issuer may be exchanged until it ends.' },
};

/** What was typed of {@link policyFlags}. */
export type TypedPolicy = Readonly<
  Record<'issuer' | 'jwks-uri' | 'audience' | 'subject' | 'provider' | 'installation' | 'max-lifetime', string | undefined> &
    Record<'claim' | 'repository' | 'permission', readonly string[]> &
    Record<'single-use' | 'many-uses', boolean>
>;

function decodeClaims(claims: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const claim of claims) {
    const equals = claim.indexOf('=');
    if (equals < 1) throw new CommandFailure(`--claim: found ${JSON.stringify(claim)}; accepted: <name>=<pattern>`);
    const name = claim.slice(0, equals);
    found.set(name, [...(found.get(name) ?? []), claim.slice(equals + 1)]);
  }
  return Object.fromEntries(found);
}

/**
 * The members of a policy that were typed.
 *
 * @throws CommandFailure naming the flag that is wrong
 */
export function decodePolicyFlags(typed: TypedPolicy): JsonObject {
  const { issuer, audience, subject, provider, claim, installation } = typed;
  if (typed['single-use'] && typed['many-uses']) throw new CommandFailure('--single-use and --many-uses contradict each other');
  const lifetime = typed['max-lifetime'];
  const members = {
    issuer,
    jwks_uri: typed['jwks-uri'],
    audience,
    subject,
    provider,
    claims: claim.length === 0 ? undefined : decodeClaims(claim),
    ...(installation === undefined ? {} : installationMember(decodeInstallation(installation))),
    ...decodeNarrowing(typed),
    max_lifetime_seconds: lifetime === undefined ? undefined : decodeDuration('--max-lifetime', lifetime),
    single_use: typed['single-use'] || typed['many-uses'] ? typed['single-use'] : undefined,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Where policies are in the API. */
export const policiesPath = '/api/v2/federation/policies';

/** Where one policy is. */
export const policyPath = (name: string): string => `${policiesPath}/${encodeURIComponent(name)}`;
