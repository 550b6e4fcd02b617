import type { ListenAddress } from '../../listen-address.ts';
import type { ValueKind } from '../setting.ts';

const shape = /^(?:\[(?<ipv6>[0-9A-Fa-f:.%]+)\]|(?<name>[A-Za-z0-9.-]*)):(?<port>\d{1,5})$/;

/** `host:port`; without a host, every address of the machine; an IPv6 address stands in brackets. */
export const address: ValueKind<ListenAddress> = {
  accepted: '<host>:<port>, such as 127.0.0.1:4600, [::1]:4600 or :4600 for every address',
  parse: (text) => {
    const { ipv6, name, port } = shape.exec(text)?.groups ?? {};
    if (port === undefined || Number(port) > 65_535) return undefined;
    return { host: ipv6 ?? (name || '::'), port: Number(port) };
  },
  format: ({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`),
};
