import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { mayFollow } from '../../broker/outbound/may-follow.ts';
import { sendRequest } from '../../broker/outbound/send-request.ts';
import { createKeySets } from '../../identity/workload/key-sets.ts';
import type { Workload } from '../../identity/workload/ports.ts';
import type { WorkloadTrust } from '../../identity/workload/trust.ts';
import type { Clock } from '../../protocol/units.ts';
import { type SettingValues, settings } from '../config/settings.ts';
import { readCertificates } from '../read-certificates.ts';
import { fetchCertificateWith } from './fetch-certificate.ts';

/** What the operator set about workloads. */
export type WorkloadSettings = Pick<
  SettingValues,
  | 'workloadAwsCertificates'
  | 'workloadAzureRoots'
  | 'workloadGoogleIssuer'
  | 'workloadGoogleJwksUri'
  | 'workloadAudience'
  | 'workloadIssuers'
>;

/** What holds without any setting. */
export const defaultWorkloadSettings: WorkloadSettings = {
  workloadAwsCertificates: settings.workloadAwsCertificates.default,
  workloadAzureRoots: settings.workloadAzureRoots.default,
  workloadGoogleIssuer: settings.workloadGoogleIssuer.default,
  workloadGoogleJwksUri: settings.workloadGoogleJwksUri.default,
  workloadAudience: settings.workloadAudience.default,
  workloadIssuers: settings.workloadIssuers.default,
};

/** What the clients of seed 000 ask Google to write into their tokens. */
const seedAudience = 'coder';

/**
 * Reads what the operator believes about workloads.
 *
 * @throws ConfigurationError naming the setting whose file cannot be used.
 */
export function loadWorkloadTrust(set: WorkloadSettings, accessUrl: string): WorkloadTrust {
  const { workloadAwsCertificates: aws, workloadAzureRoots: azure, workloadIssuers: issuers } = set;
  const audience = set.workloadAudience ?? accessUrl;
  let systemRoots: readonly X509Certificate[] | undefined;
  const givenRoots = azure === undefined ? undefined : readCertificates('workloadAzureRoots', azure);
  return {
    awsCertificates: aws === undefined ? [] : readCertificates('workloadAwsCertificates', aws),
    get azureRoots() {
      // A hundred and more, which only the first document of Azure needs.
      systemRoots ??= givenRoots ?? rootCertificates.map((pem) => new X509Certificate(pem));
      return systemRoots;
    },
    google: { issuer: set.workloadGoogleIssuer, jwksUri: set.workloadGoogleJwksUri, audiences: [audience, accessUrl, seedAudience] },
    issuers: issuers.map((each) => ({ ...each, audience: each.audience ?? audience })),
  };
}

/** Makes what checking workloads takes. */
export const createWorkload = (set: WorkloadSettings, accessUrl: string, clock: Clock): Workload => ({
  trust: loadWorkloadTrust(set, accessUrl),
  keySets: createKeySets({ fetchDocument: sendRequest, clock, mayFollow }),
  fetchCertificate: fetchCertificateWith(),
});
