import { readFileSync } from 'node:fs';

/** The version of the package this file belongs to, from the checkout or the compiled package. */
export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
