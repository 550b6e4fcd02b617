import type { AsyncLocalStorage } from 'node:async_hooks';

/** What the flags of every command say about the requests it sends. */
export interface Wire {
  /** Replaces whatever a request would prove itself with. */
  readonly bearer: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number | undefined;
  readonly isDebug: boolean;
  readonly isDryRun: boolean;
  /** Writes a line to stderr. */
  say(line: string): void;
  /** Hears the headers of every answer. */
  heard(headers: Readonly<Record<string, string>>): void;
}

let store: AsyncLocalStorage<Wire> | undefined;

/**
 * Runs a command under what its flags say. They hold for every request that it sends, however deep: naming them in each signature on
 * the way would name them everywhere.
 */
export function withWire<Result>(wire: Wire, run: () => Promise<Result>): Promise<Result> {
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
  store ??= new AsyncLocalStorage<Wire>();
  return store.run(wire, run);
}

/** What the flags of the running command say about requests; undefined if they say nothing. */
export const findWire = (): Wire | undefined => store?.getStore();

/** A request was shown in place of being sent: the command ends here, and well. */
export class DryRunEnd extends Error {
  override readonly name = 'DryRunEnd';
}
