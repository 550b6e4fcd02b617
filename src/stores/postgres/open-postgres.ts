import type { Database } from '../database.ts';
import type { DriverSettings } from '../driver-settings.ts';

/** Opens the PostgreSQL database at `url`, and migrates it. */
export async function openPostgres(_url: string, _settings: DriverSettings): Promise<Database> {
  throw new Error('to come');
}
