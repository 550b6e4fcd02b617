import type { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import type { ClientCertificate } from '../../engine/model/client-certificate.ts';
import type { ClientCertificates } from '../../http/context.ts';
import { findChain } from '../../identity/workload/azure/find-chain.ts';
import { isChainSound } from '../../identity/workload/azure/is-chain-sound.ts';
import type { Clock } from '../../protocol/units.ts';
import { decodeCertificateHeader } from './decode-certificate-header.ts';
import { readCertificate } from './read-certificate.ts';
import { readPem } from './read-pem.ts';
import { readRoots } from './read-roots.ts';
import { makeTrustedProxyTest } from './trusted-proxy.ts';

/** Where clients' certificates come from, and who vouches for them. */
export interface ClientCertificateSettings {
  readonly trustProxy: boolean | string;
  /** Whether our own TLS listener asks for them. */
  readonly fromTls: boolean;
  /** The header in which a trusted proxy that ended the TLS connection passes them on. */
  readonly header: string | undefined;
  /** The authorities that may vouch for a certificate. */
  readonly authorities: readonly X509Certificate[];
}

/** Nobody shows a certificate. */
export const noClientCertificates: ClientCertificateSettings = { trustProxy: false, fromTls: false, header: undefined, authorities: [] };

interface Shown {
  readonly certificate: X509Certificate;
  /** What came along to lead to an authority. */
  readonly intermediates: readonly X509Certificate[];
}

/** Longer than any chain in use, and an end to one that goes in circles. */
const maxIntermediates = 5;
/** A path that is handed on may begin with the certificate, and end with the authority. */
const maxShown = maxIntermediates + 2;

function fromSocket({ raw }: FastifyRequest): Shown | undefined {
  const certificate = raw.socket instanceof TLSSocket ? raw.socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return undefined;
  const intermediates: X509Certificate[] = [];
  for (let issuer = certificate.issuerCertificate; issuer !== undefined && intermediates.length < maxIntermediates; ) {
    intermediates.push(issuer);
    issuer = issuer.issuerCertificate;
  }
  return { certificate, intermediates };
}

/**
 * Makes what finds the certificate of a request's client. Where a proxy passes it on, only that proxy is believed, and only its header
 * counts: the certificate on its own connection is the proxy's.
 *
 * @see RFC 8705 §2, §6.5; RFC 9440 §2.1, §4
 */
export function createClientCertificates(settings: ClientCertificateSettings, clock: Clock): ClientCertificates {
  const { fromTls, authorities } = settings;
  const header = settings.header?.toLowerCase();
  const isTrustedProxy = makeTrustedProxyTest(settings.trustProxy);

  const fromHeader = (request: FastifyRequest, name: string): Shown | undefined => {
    const [value, second] = request.raw.headersDistinct[name] ?? [];
    const certificate = value === undefined || second !== undefined ? undefined : decodeCertificateHeader(value);
    // RFC 9440 §2.3: a list, whose members may be spread over several headers.
    const chain = (request.raw.headersDistinct[`${name}-chain`] ?? []).flatMap((line) => line.split(','));
    const intermediates = chain.slice(0, maxIntermediates).map(decodeCertificateHeader);
    return certificate && { certificate, intermediates: intermediates.filter((each) => each !== undefined) };
  };

  const findShown = (request: FastifyRequest): Shown | undefined => {
    if (header !== undefined && isTrustedProxy(request.raw.socket.remoteAddress)) return fromHeader(request, header);
    return fromTls ? fromSocket(request) : undefined;
  };

  const judge = (shown: Shown | undefined): ClientCertificate | undefined => {
    if (shown === undefined) return undefined;
    const now = clock();
    return readCertificate(shown.certificate, {
      now,
      isTrusted: async (roots) => {
        const anchors = roots === undefined ? authorities : readRoots(roots);
        const chain = findChain(shown.certificate, shown.intermediates, anchors, now);
        return chain !== undefined && isChainSound(chain, now);
      },
    });
  };
  return {
    isAccepted: fromTls || header !== undefined,
    isVouchedFor: authorities.length > 0,
    find: (request) => judge(fromTls || header !== undefined ? findShown(request) : undefined),
    read: (text, path) => {
      const [certificate, second] = readPem(text);
      if (certificate === undefined || second !== undefined) return undefined;
      return judge({ certificate, intermediates: path.flatMap(readPem).slice(0, maxShown) });
    },
  };
}
