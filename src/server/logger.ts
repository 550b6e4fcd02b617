import { type DestinationStream, type Logger, pino } from 'pino';
import { redact } from './redact.ts';

/** How much the server says. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * The server's log: one JSON object a line on stderr. Every line passes through redaction as a whole, whatever it was made from, so that
 * no call site has to remember it.
 */
export const makeLogger = (level: LogLevel, destination: DestinationStream = pino.destination({ fd: 2, sync: false })): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    destination,
  );
