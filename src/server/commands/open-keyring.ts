import type { Terminal } from '../../cli/terminal.ts';
import { type OpenDatabase, openDatabase } from '../../stores/open-database.ts';
import { loadSettings } from '../config/load-settings.ts';
import { findMasterKey } from '../master-key.ts';

/**
 * Does something with the database of the settings and its keyring, and lets go of it.
 *
 * @throws ConfigurationError when a setting cannot be used.
 */
export async function withKeyring<Result>(terminal: Terminal, act: (open: OpenDatabase) => Promise<Result>): Promise<Result> {
  const settings = await loadSettings();
  const { masterKey, madeIn } = findMasterKey(settings);
  if (madeIn !== undefined) terminal.say(`Made a master key in ${madeIn}. Keep a copy of it apart from the database's.`);
  const open = await openDatabase({ url: settings.database, masterKey });
  try {
    return await act(open);
  } finally {
    await open.close();
  }
}
