import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { type SettingValues, settings } from '../config/settings.ts';
import { readCertificates } from '../read-certificates.ts';
import type { ClientCertificateSettings } from './find-client-certificate.ts';

/** What the operator set about clients' certificates. */
export type ClientCertificateFiles = Pick<SettingValues, 'tlsClientCertificates' | 'tlsClientCaFile' | 'tlsClientCertificateHeader'>;

/**
 * Reads where clients' certificates come from, and who vouches for them.
 *
 * @throws ConfigurationError when the file of authorities cannot be used, or when the header would be believed from anybody.
 */
export function loadClientCertificates(
  { tlsClientCertificates, tlsClientCaFile, tlsClientCertificateHeader: header }: Partial<ClientCertificateFiles>,
  { trustProxy, hasTls }: { readonly trustProxy: boolean | string; readonly hasTls: boolean },
): ClientCertificateSettings {
  if (header !== undefined && typeof trustProxy === 'boolean') {
    throw new ConfigurationError(
      settings.tlsClientCertificateHeader.env,
      `a header that ${trustProxy ? 'anybody' : 'nobody'} could send, since ${settings.trustProxy.env} is ${trustProxy}`,
      `${settings.trustProxy.env} with the addresses of the proxies that set the header, and remove it from what clients send`,
    );
  }
  return {
    trustProxy,
    fromTls: hasTls && tlsClientCertificates === true,
    header,
    authorities: tlsClientCaFile === undefined ? [] : readCertificates('tlsClientCaFile', tlsClientCaFile),
  };
}
