import { X509Certificate } from 'node:crypto';
import { fromBER, OctetString } from 'asn1js';
import { Certificate, ContentInfo, SignedData } from 'pkijs';

/** A document whose signature fits a certificate that came with it; whether that certificate is to be believed is another question. */
export interface SignedDocument {
  readonly content: Uint8Array;
  readonly signer: X509Certificate;
  /** Certificates that came along. */
  readonly bundled: readonly X509Certificate[];
}

/** The most certificates a message may bring. */
const maxCertificates = 16;

/** id-signedData, RFC 5652 §5.1. */
const signedDataType = '1.2.840.113549.1.7.2';

/** As it came: encoded anew, its signature might not fit any more. */
const toX509 = (certificate: Certificate): X509Certificate => new X509Certificate(Buffer.from(certificate.toSchema(false).toBER()));

function decode(message: Uint8Array): SignedData | undefined {
  const { offset, result } = fromBER(Uint8Array.from(message).buffer);
  if (offset === -1) return undefined;
  const info = new ContentInfo({ schema: result });
  return info.contentType === signedDataType ? new SignedData({ schema: info.content }) : undefined;
}

/**
 * Reads a PKCS #7 message of one signer and checks its signature.
 *
 * @returns why not, in words, if it is none or its signature is wrong.
 * @see RFC 5652 §5.4, §5.6
 */
export async function readSignedDocument(message: Uint8Array): Promise<SignedDocument | string> {
  try {
    const signed = decode(message);
    const content = signed?.encapContentInfo.eContent;
    if (signed === undefined || !(content instanceof OctetString)) return 'it is no signed message';
    const certificates = (signed.certificates ?? []).filter((each) => each instanceof Certificate);
    if (signed.signerInfos.length !== 1) return 'it must have one signer';
    if (certificates.length > maxCertificates) return 'it has too many certificates';
    const { signatureVerified, signerCertificate } = await signed.verify({ signer: 0, checkChain: false, extendedMode: true });
    if (signatureVerified !== true || signerCertificate === undefined || signerCertificate === null) return 'its signature is wrong';
    return { content: new Uint8Array(content.getValue()), signer: toX509(signerCertificate), bundled: certificates.map(toX509) };
  } catch {
    // The libraries throw at whatever does not decode, and at signatures that do not fit.
    return 'it cannot be read, or its signature is wrong';
  }
}
