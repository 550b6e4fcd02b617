import { X509Certificate } from 'node:crypto';
import type { EpochSeconds } from '../../../protocol/units.ts';
import { readInstanceId } from '../instance-id.ts';
import { parseObject } from '../parse-object.ts';
import { refuseProof, type Verification } from '../platform.ts';
import type { Workload } from '../ports.ts';
import { findChain } from './find-chain.ts';
import { hasExpired } from './has-expired.ts';
import { isChainSound } from './is-chain-sound.ts';
import { issuerUrl } from './issuer-url.ts';
import type { AzureProof } from './proof.ts';
import { readSignedDocument } from './read-signed-document.ts';

/** The names of Azure's metadata service, in each of its clouds, perhaps with a region before. */
const signerName = /^(?:[a-z0-9-]+\.)*metadata\.(?:azure\.(?:com|us|cn)|microsoftazure\.de)$/;

/** How many certificates are fetched for one document. */
const maxFetches = 2;

const namesOf = ({ subject }: X509Certificate): readonly string[] =>
  [...subject.matchAll(/^CN=(.*)$/gm)].map(([, name = '']) => name.toLowerCase());

async function fetchIssuer(workload: Workload, certificate: X509Certificate): Promise<X509Certificate | undefined> {
  const url = issuerUrl(certificate);
  const bytes = url === undefined ? undefined : await workload.fetchCertificate(url);
  if (bytes === undefined) return undefined;
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

/** A way to a root: with the certificates that came along, and if these do not lead there, with those that they say issued them. */
async function findTrust(
  workload: Workload,
  signer: X509Certificate,
  bundled: readonly X509Certificate[],
  now: EpochSeconds,
): Promise<readonly X509Certificate[] | undefined> {
  const { azureRoots } = workload.trust;
  const intermediates = [...bundled];
  let last: X509Certificate | undefined = signer;
  for (let fetches = 0; ; fetches++) {
    const chain = findChain(signer, intermediates, azureRoots, now);
    if (chain !== undefined || fetches === maxFetches || last === undefined) return chain;
    last = await fetchIssuer(workload, last);
    if (last !== undefined) intermediates.push(last);
  }
}

/**
 * Judges an attested document: signed, by the metadata service, which a root vouches for, and not too old.
 *
 * The name is looked at before anything is fetched, and a chain that names constraints forbid is none.
 */
export async function verifyAttestedDocument(
  workload: Workload,
  { signature, encoding }: AzureProof,
  now: EpochSeconds,
): Promise<Verification> {
  if (encoding !== 'pkcs7') return refuseProof('malformed', 'The encoding must be pkcs7.');
  const document = await readSignedDocument(Buffer.from(signature, 'base64'));
  if (typeof document === 'string') return refuseProof('untrusted', `The document is not valid: ${document}.`);
  const { content, signer, bundled } = document;
  const [name = '', ...others] = namesOf(signer);
  if (others.length > 0 || !signerName.test(name)) {
    return refuseProof('untrusted', `The document was signed by ${JSON.stringify(name)}, which is not Azure's metadata service.`);
  }
  const chain = await findTrust(workload, signer, bundled, now);
  if (chain === undefined || !(await isChainSound(chain, now))) {
    return refuseProof(
      'untrusted',
      "No root that is known here vouches for the document's signer. GRANTRY_WORKLOAD_AZURE_ROOTS names them.",
    );
  }
  const claims = parseObject(Buffer.from(content).toString('utf8'));
  if (hasExpired(claims?.timeStamp, now)) return refuseProof('untrusted', 'The document has expired.');
  return readInstanceId('azure', claims?.vmId, 'vmId');
}
