import type { InstancePlatform } from '../model/workload-identity.ts';
import { refuseProof, type Verification } from './platform.ts';

/** An instance's id as it is compared: Azure writes its own in either case. */
export const normalizeInstanceId = (id: string): string => id.trim().toLowerCase();

/** Reads the instance's id where a document that is proven to be the platform's has it. */
export function readInstanceId(platform: InstancePlatform, id: unknown, where: string): Verification {
  if (typeof id !== 'string' || id.trim() === '') return refuseProof('malformed', `The document has no ${where}.`);
  return { outcome: 'proven', workload: { platform, instanceId: normalizeInstanceId(id) } };
}
