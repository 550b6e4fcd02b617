/** A text in one language (RFC 7591 §2.2). */
export interface LocalizedText {
  /** A language tag (BCP 47). */
  readonly language: string;
  readonly text: string;
}

/** A value that whoever runs a service notes of a client; it means nothing here. */
export interface ClientAttribute {
  readonly name: string;
  readonly value: string;
}

/**
 * What people may know of a client, and what its owners note of it. No rule reads it: it is kept, and told. Members that were not said are
 * absent.
 *
 * @see RFC 7591 §2
 */
export interface ClientDescription {
  readonly names?: readonly LocalizedText[] | undefined;
  readonly summary?: string | undefined;
  readonly summaries?: readonly LocalizedText[] | undefined;
  /** Logos by language; the one without a language is the client's icon. */
  readonly logoUris?: readonly LocalizedText[] | undefined;
  readonly clientUri?: string | undefined;
  readonly clientUris?: readonly LocalizedText[] | undefined;
  readonly tosUri?: string | undefined;
  readonly tosUris?: readonly LocalizedText[] | undefined;
  readonly policyUri?: string | undefined;
  readonly policyUris?: readonly LocalizedText[] | undefined;
  readonly contacts?: readonly string[] | undefined;
  readonly softwareId?: string | undefined;
  readonly softwareVersion?: string | undefined;
  /** Whoever made it, as the one who runs the service knows them. */
  readonly developer?: string | undefined;
  /** Where a sign-in may be started by somebody else (OpenID Connect Core §4). */
  readonly loginUri?: string | undefined;
  readonly applicationType?: 'web' | 'native' | undefined;
  /** Whether it prefers the endpoints for clients that show certificates (FAPI 2.0 Security Profile §8.1.1). */
  readonly mtlsEndpointAliasesUsed?: boolean | undefined;
  readonly attributes?: readonly ClientAttribute[] | undefined;
  /** Metadata of names that its service knows beside ours: the text of a JSON object. */
  readonly customMetadata?: string | undefined;
}

/** A client of which nothing is said. */
export const noDescription: ClientDescription = {};
