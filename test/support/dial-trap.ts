import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction, Socket } from 'node:net';
import type { TestContext } from 'node:test';

interface Dial {
  readonly host: string;
  readonly lookup?: LookupFunction;
}

/**
 * Catches every connection that `node:http` or `node:https` would make until the test ends, so that a hole in a guard is seen and sends
 * nothing anywhere. Names are looked up by whatever the caller of `request` gave.
 *
 * @returns the addresses that would have been dialled, filled as they come.
 */
export function trapDials(context: TestContext): readonly string[] {
  const dialled: string[] = [];
  const trap = ({ host, lookup }: Dial): Socket => {
    const socket = new Socket();
    const note = (...addresses: readonly string[]): void => {
      dialled.push(...addresses);
      socket.destroy(new Error('the trap caught it'));
    };
    const literal = host.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0) process.nextTick(note, literal);
    else if (lookup === undefined) process.nextTick(note, host);
    else {
      lookup(host, { all: true }, (error, found) => {
        if (error !== null) socket.destroy(error);
        else note(...[found].flat().map((each) => (typeof each === 'string' ? each : each.address)));
      });
    }
    return socket;
  };
  for (const { Agent } of [http, https]) context.mock.method(Agent.prototype, 'createConnection', trap);
  return dialled;
}
