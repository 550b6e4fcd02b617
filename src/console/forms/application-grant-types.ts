import { authorizationCode } from '../../engine/grants/authorization-code.ts';
import { deviceCode } from '../../engine/grants/device-code.ts';
import type { ApplicationValues } from '../views/parts/application-fields.ts';

/** Whether an application has people type codes. */
export const mayUseDeviceCode = (grantTypes: readonly string[]): boolean => grantTypes.includes(deviceCode.name);

/**
 * The grant types of an application after a form: those it has, with or without the device's. One that has people type codes may do without
 * redirect URIs, and then without the grant type that needs them.
 */
export function toGrantTypes({ usesDevice, redirectUris }: ApplicationValues, current: readonly string[]): readonly string[] {
  const others = current.filter((name) => name !== deviceCode.name);
  if (!usesDevice) return others;
  const withoutRedirects = others.filter((name) => name !== authorizationCode.name);
  const rest = redirectUris.trim() === '' ? withoutRedirects : [authorizationCode.name, ...withoutRedirects];
  return [...rest, deviceCode.name];
}
