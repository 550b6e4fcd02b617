import type { EffectiveFederationPolicy } from '../model/federation-policy.ts';
import type { Identity } from '../ports.ts';

/** Every policy in force: those of the configuration file, then the stored ones by name. One of the file hides a stored one of its name. */
export async function listPolicies({
  facts,
  federation,
}: Pick<Identity, 'facts' | 'federation'>): Promise<readonly EffectiveFederationPolicy[]> {
  const { configured } = federation;
  const hidden = new Set(configured.map(({ name }) => name));
  const stored = (await facts.listFederationPolicies()).filter(({ name }) => !hidden.has(name));
  return [
    ...configured.map((policy) => ({ source: 'file', policy }) as const),
    ...stored.map((policy) => ({ source: 'stored', policy }) as const),
  ];
}
