/** An attested document: PKCS #7 in base64. */
export interface AzureProof {
  readonly signature: string;
  /** What it is encoded in; Azure knows `pkcs7` alone. */
  readonly encoding: string;
}
