import type { Terminal } from '../../cli/terminal.ts';
import { loadSettings } from '../config/load-settings.ts';
import { urlOf } from '../listen-address.ts';
import { findMasterKey } from '../master-key.ts';
import { type OpenRooms, openRooms } from '../rooms.ts';

/**
 * Opens the rooms on the database of the settings, for a command that works beside the server or before it.
 *
 * @throws ConfigurationError when a setting cannot be used.
 */
export async function openSettingsRooms(terminal: Terminal): Promise<OpenRooms> {
  const settings = await loadSettings();
  const { masterKey, madeIn } = findMasterKey(settings);
  if (madeIn !== undefined) terminal.say(`Made a master key in ${madeIn}. Keep a copy of it apart from the database's.`);
  return openRooms({
    database: settings.database,
    masterKey,
    accessUrl: settings.accessUrl ?? urlOf(settings.listen, settings.tls !== undefined),
    providers: settings.providers,
  });
}
