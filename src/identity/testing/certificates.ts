import { KeyObject, sign, type webcrypto, X509Certificate } from 'node:crypto';
import { Integer, OctetString, Utf8String } from 'asn1js';
import {
  AccessDescription,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  GeneralName,
  InfoAccess,
  IssuerAndSerialNumber,
  SignedData,
  SignerInfo,
} from 'pkijs';

type Keys = webcrypto.CryptoKeyPair;

/** A certificate of a test, with its key. */
export interface TestCertificate {
  readonly x509: X509Certificate;
  readonly pem: string;
  readonly decoded: Certificate;
  readonly keys: Keys;
}

/** What a test's certificate shall say. */
export interface CertificateFacts {
  readonly name: string;
  /** undefined signs itself. */
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
  /** @default 2020 to 2040 */
  readonly from?: Date;
  readonly to?: Date;
  /** Where it says that its issuer's certificate is. */
  readonly issuerUrl?: string;
  /** Keys of another certificate, for two that vouch for one another. */
  readonly keys?: Keys;
}

const newKeys = (): Promise<Keys> =>
  crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );

const named = (name: string): AttributeTypeAndValue =>
  new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) });

let serial = 1;

/** Issues a certificate: RSA, SHA-256. */
export async function issueCertificate(facts: CertificateFacts): Promise<TestCertificate> {
  const { name, issuer, isAuthority = false, from = new Date('2020-01-01'), to = new Date('2040-01-01'), issuerUrl } = facts;
  const keys = facts.keys ?? (await newKeys());
  const extensions: Extension[] = [];
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: serial++ });
  certificate.subject.typesAndValues.push(named(name));
  certificate.issuer = issuer?.decoded.subject ?? certificate.subject;
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  if (isAuthority) {
    const extnValue = new BasicConstraints({ cA: true }).toSchema().toBER();
    extensions.push(new Extension({ extnID: '2.5.29.19', critical: true, extnValue }));
  }
  if (issuerUrl !== undefined) {
    const accessLocation = new GeneralName({ type: 6, value: issuerUrl });
    const access = new InfoAccess({ accessDescriptions: [new AccessDescription({ accessMethod: '1.3.6.1.5.5.7.48.2', accessLocation })] });
    extensions.push(new Extension({ extnID: '1.3.6.1.5.5.7.1.1', extnValue: access.toSchema().toBER() }));
  }
  if (extensions.length > 0) certificate.extensions = extensions;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(issuer?.keys.privateKey ?? keys.privateKey, 'SHA-256');
  const x509 = new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()));
  return { x509, pem: x509.toString(), decoded: certificate, keys };
}

/** Signs a document as AWS does: base64. */
export const signAwsDocument = (document: string, { keys }: TestCertificate): string =>
  sign('sha256', Buffer.from(document), KeyObject.from(keys.privateKey)).toString('base64');

/** Signs a document as Azure does: PKCS #7 with the certificates, base64. */
export async function signAzureDocument(
  content: string,
  signers: readonly TestCertificate[],
  bundled: readonly TestCertificate[] = [],
): Promise<string> {
  const message = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.7.1',
      eContent: new OctetString({ valueHex: new TextEncoder().encode(content).buffer }),
    }),
    signerInfos: signers.map(
      ({ decoded }) =>
        new SignerInfo({ version: 1, sid: new IssuerAndSerialNumber({ issuer: decoded.issuer, serialNumber: decoded.serialNumber }) }),
    ),
    certificates: [...signers, ...bundled].map(({ decoded }) => decoded),
  });
  for (const [index, { keys }] of signers.entries()) await message.sign(keys.privateKey, index, 'SHA-256');
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: message.toSchema(true) });
  return Buffer.from(info.toSchema().toBER()).toString('base64');
}
