import { generic } from './generic.ts';
import { github } from './github.ts';
import { oidc } from './oidc.ts';
import type { ProviderType } from './provider-type.ts';

/** Every type of provider that is known by name. Settings, docs and the shared tests read this list. */
export const providerTypes: readonly ProviderType[] = [generic, github, oidc];

/** The type of that name; the generic one for names nobody knows. */
export const providerTypeOf = (type: string): ProviderType => providerTypes.find((known) => known.type === type) ?? generic;
