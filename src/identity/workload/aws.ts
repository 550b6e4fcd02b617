import { verify, type X509Certificate } from 'node:crypto';
import type { EpochSeconds } from '../../protocol/units.ts';
import { isValidAt } from './certificate.ts';
import { readInstanceId } from './instance-id.ts';
import { parseObject } from './parse-object.ts';
import { refuseProof, type WorkloadPlatform } from './platform.ts';

/** An EC2 instance identity document as the instance got it, and its RSA signature in base64. */
export interface AwsProof {
  readonly document: string;
  readonly signature: string;
}

/** Whether the certificate's key made the signature: RSA, PKCS #1 v1.5, SHA-256. */
function isSignedBy(certificate: X509Certificate, document: Uint8Array, signature: Uint8Array, now: EpochSeconds): boolean {
  const { publicKey } = certificate;
  return publicKey.asymmetricKeyType === 'rsa' && isValidAt(certificate, now) && verify('sha256', document, publicKey, signature);
}

/**
 * AWS. Each group of regions has a certificate of its own, and any of those that are configured may have signed.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html
 */
export const aws: WorkloadPlatform<AwsProof> = {
  name: 'aws',
  label: 'AWS',
  knownBy: 'instance',
  verify: async ({ trust: { awsCertificates } }, { document, signature }, now) => {
    if (awsCertificates.length === 0) {
      const setting = 'GRANTRY_WORKLOAD_AWS_CERTIFICATES';
      return refuseProof('untrusted', `No certificate of AWS is known here. Set ${setting} to a PEM file with those of your regions.`);
    }
    const [signed, proof] = [Buffer.from(document, 'utf8'), Buffer.from(signature, 'base64')];
    if (!awsCertificates.some((certificate) => isSignedBy(certificate, signed, proof, now))) {
      return refuseProof('untrusted', 'None of the certificates of AWS that are known here signed the document.');
    }
    return readInstanceId('aws', parseObject(document)?.instanceId, 'instanceId');
  },
};
