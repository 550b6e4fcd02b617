import { parseObject } from '../../protocol/jose/parse-object.ts';
import type { Service } from '../model/service.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';

const fault = (detail: string): readonly ClientFieldFault[] => [{ field: 'custom_metadata', detail: `custom_metadata ${detail}` }];

/** What is wrong with the metadata that an input has beside those we know; what a client had before is not judged again. */
export function findCustomMetadataFaults(
  { registrationRules }: Pick<Service, 'registrationRules'>,
  { description }: ClientInput,
): readonly ClientFieldFault[] {
  if (description?.customMetadata === undefined) return [];
  const metadata = parseObject(description.customMetadata);
  if (metadata === undefined) return fault('must be the text of a JSON object');
  const unknown = Object.keys(metadata).find((name) => !registrationRules.customMetadata.includes(name));
  return unknown === undefined ? [] : fault(`has what the service does not know: ${unknown.slice(0, 64)}`);
}
