import { isIP } from 'node:net';
import type { LogLevel } from '../../logger.ts';
import type { ValueKind } from '../setting.ts';
import { oneOf } from './plain.ts';

const networkNames: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a network in CIDR form, or the name of one. */
function isNetwork(text: string): boolean {
  const [ip = '', bits, ...rest] = text.split('/');
  const version = isIP(ip);
  if (version === 0) return networkNames.has(text);
  return rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

/** Whose `X-Forwarded-*` headers are believed. */
export const trustProxy: ValueKind<boolean | string> = {
  accepted: 'false, true, or addresses and networks such as loopback,10.0.0.0/8',
  parse: (text) => {
    if (text === 'true' || text === 'false') return text === 'true';
    const networks = text.split(',').map((each) => each.trim());
    return networks.every(isNetwork) ? networks.join(',') : undefined;
  },
  format: String,
};

/** The database as a URL: embedded, or PostgreSQL. */
export const database: ValueKind<string> = {
  accepted: 'sqlite:<path>, or postgres://<user>:<password>@<host>:<port>/<database>',
  parse: (text) => {
    if (text.startsWith('sqlite:')) return text === 'sqlite:' ? undefined : text;
    return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text) ? text : undefined;
  },
  format: (value) => value,
};

/** How much is logged. */
export const logLevel: ValueKind<LogLevel> = oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
