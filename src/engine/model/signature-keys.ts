/** What a service signs, and may have a key of its own choice for. */
export type SignedKind = 'accessToken' | 'authorization' | 'idToken' | 'introspection' | 'userinfo';

/**
 * The `kid` of the key that signs each kind, where its algorithm is the one to sign with. Where a kind has none, or its key is gone or about
 * to go, the key signs that was made last.
 */
export type ServiceSignatureKeys = Readonly<Partial<Record<SignedKind, string>>>;
