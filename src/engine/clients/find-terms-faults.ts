import { responseModes } from '../authorize/response-modes.ts';
import type { Client } from '../model/client.ts';
import type { ClientFieldFault } from './client-input.ts';

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

/** A century: longer than anybody means. */
const maxLifetime = 100 * 366 * 86_400;
const maxKeyIdLength = 255;

/** What is wrong with what is laid down for a client; empty if nothing is. */
export function findTermsFaults({ terms }: Pick<Client, 'terms'>): readonly ClientFieldFault[] {
  const faults: ClientFieldFault[] = [];
  const lifetimes = {
    access_token_lifetime: terms.accessTokenLifetime,
    refresh_token_lifetime: terms.refreshTokenLifetime,
    id_token_lifetime: terms.idTokenLifetime,
  };
  for (const [field, lifetime] of Object.entries(lifetimes))
    if (lifetime !== undefined && !(Number.isSafeInteger(lifetime) && lifetime > 0 && lifetime <= maxLifetime))
      faults.push(fault(field, 'must be a number of seconds'));
  if (terms.responseModes?.some((name) => !responseModes.some((known) => known.name === name)) === true)
    faults.push(fault('response_modes', `may have ${responseModes.map(({ name }) => name).join(', ')}`));
  if (terms.certificateKeyId !== undefined && terms.certificateKeyId.length > maxKeyIdLength)
    faults.push(fault('certificate_key_id', `must not be longer than ${maxKeyIdLength} characters`));
  return faults;
}
