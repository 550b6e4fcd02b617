import { once } from 'node:events';
import { createServer } from 'node:net';

/** Where to listen. */
export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/**
 * Chooses the port before anything is built, since the deployment's URL, and so its issuer, is made of it.
 * Somebody may get the port before the server binds it: then another one is chosen.
 */
export async function chooseListenAddress({ host, port }: ListenAddress): Promise<ListenAddress> {
  if (port !== 0) return { host, port };
  const probe = createServer().listen({ host, port: 0 });
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system did not choose a port');
  return { host, port: address.port };
}

/** The URL of an address that somebody can open: a wildcard address is reached on this machine as localhost. */
export function urlOf({ host, port }: ListenAddress, isTls: boolean): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `${isTls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
