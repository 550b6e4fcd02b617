/** One level of proving who one is: an authentication context class (OpenID Connect Core §2, `acr`). */
export interface AuthenticationClass {
  /** Its name on the wire: an absolute URI, or a name registered by RFC 6711. */
  readonly acr: string;
  /** Who used all of these methods (RFC 8176) has reached it. */
  readonly methods: readonly string[];
}

/** A password over TLS. SAML named this level (its Authentication Context, §3.4.15), and resource servers know the name. */
export const passwordClass: AuthenticationClass = {
  acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  methods: ['pwd'],
};
