import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../protocol/configuration-error.ts';
import { type SettingName, settings } from './config/settings.ts';

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the certificates in a PEM file that a setting names.
 *
 * @throws ConfigurationError naming the setting, when there are none to be read.
 */
export function readCertificates(name: SettingName, path: string): readonly X509Certificate[] {
  const { env, kind } = settings[name];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(env, `${path}, which cannot be read (${String(error)})`, kind.accepted);
  }
  try {
    const certificates = (text.match(pemBlock) ?? []).map((block) => new X509Certificate(block));
    if (certificates.length > 0) return certificates;
  } catch (error) {
    throw new ConfigurationError(env, `${path}, in which a certificate cannot be read (${String(error)})`, kind.accepted);
  }
  throw new ConfigurationError(env, `${path}, in which there is no certificate`, kind.accepted);
}
