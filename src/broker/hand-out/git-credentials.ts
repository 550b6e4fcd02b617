import type { Provider } from '../model/provider.ts';
import { providerTypeOf } from '../providers/registry.ts';

/** The user name and password git sends to a provider: the token as user name, unless the provider wants it otherwise. */
export const gitCredentials = (provider: Provider, accessToken: string): { readonly username: string; readonly password: string } =>
  providerTypeOf(provider.type).gitCredentials?.(accessToken) ?? { username: accessToken, password: '' };
