import { Secret } from '../../protocol/secret.ts';
import type { AppCredentials } from '../model/provider.ts';
import type { ProviderType } from './provider-type.ts';
import type { SettingReader } from './setting-values.ts';

/**
 * Reads the credentials of the app that makes installations' tokens; undefined if none are set. The key itself is read when it is used.
 *
 * @param clientId stands for the app's id where that is not set: GitHub takes either.
 * @throws ConfigurationError if they are incomplete, contradict each other, or are those of a type without apps.
 */
export function readAppCredentials(read: SettingReader, { hasApps }: ProviderType, clientId: string): AppCredentials | undefined {
  const appId = read.text('APP_ID');
  const key = read.text('APP_PRIVATE_KEY');
  const file = read.text('APP_PRIVATE_KEY_FILE');
  if (key === undefined && file === undefined) {
    if (appId === undefined) return undefined;
    throw read.refuse('APP_PRIVATE_KEY', "the app's private key, since APP_ID is set; or APP_PRIVATE_KEY_FILE");
  }
  if (hasApps !== true) throw read.refuse(file === undefined ? 'APP_PRIVATE_KEY' : 'APP_PRIVATE_KEY_FILE', 'nothing: the type has no apps');
  if (key !== undefined && file !== undefined) throw read.refuse('APP_PRIVATE_KEY_FILE', 'nothing, since APP_PRIVATE_KEY is set');
  return { appId: appId ?? clientId, privateKey: key === undefined ? { file: file ?? '' } : new Secret(key) };
}
