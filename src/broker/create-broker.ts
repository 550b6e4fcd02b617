import { randomUUID } from 'node:crypto';
import { seconds } from '../protocol/units.ts';
import { createDpopSigner } from './outbound/dpop-signer.ts';
import { resolveEndpoints } from './outbound/resolve-endpoints.ts';
import { sendRequest } from './outbound/send-request.ts';
import type { Broker, BrokerTimes } from './ports.ts';

/** What a deployment decides about its broker. */
export interface BrokerOptions extends Pick<Broker, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256' | 'accessUrl'> {
  /** A function where they may change while the broker works. */
  readonly providers: Broker['providers'] | (() => Broker['providers']);
  readonly times?: Partial<BrokerTimes>;
  /** @default nobody is told */
  readonly report?: Broker['report'];
  /** @default `fetch`, bounded */
  readonly send?: Broker['send'];
  /** @default no provider has one */
  readonly githubAppOf?: Broker['githubAppOf'];
  /** @default nothing */
  readonly observe?: Broker['observe'];
}

const defaultTimes: BrokerTimes = {
  request: seconds(10),
  retries: seconds(10),
  lease: seconds(30),
  validation: seconds(60),
  connect: seconds(600),
};

/** Makes the broker of a deployment. Stop using it after `finishSharedWork`. */
export function createBroker({ times, report, send = sendRequest, observe, githubAppOf, providers, ...ports }: BrokerOptions): Broker {
  const resolvedTimes = { ...defaultTimes, ...times };
  return {
    ...ports,
    get providers() {
      return typeof providers === 'function' ? providers() : providers;
    },
    times: resolvedTimes,
    dpop: createDpopSigner(),
    send,
    githubAppOf: githubAppOf ?? (() => undefined),
    endpointsOf: resolveEndpoints(send, ports.clock, resolvedTimes.request),
    chance: Math.random,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    holder: randomUUID(),
    report: report ?? (() => {}),
    observe: observe ?? (() => {}),
    shared: new Map(),
    nonces: new Map(),
    quiet: new Map(),
    toldAt: new Map(),
  };
}
