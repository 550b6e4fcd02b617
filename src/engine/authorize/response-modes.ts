/** How an authorization response travels (OAuth 2.0 Multiple Response Type Encoding Practices §2.1). */
export interface ResponseMode {
  /** The wire value. */
  readonly name: string;
  readonly carrier: 'query' | 'fragment' | 'form';
  /** Whether its parameters are one JWT, signed with the service's key (JARM §2.3). */
  readonly isSigned: boolean;
  readonly spec: string;
}

/** What a code travels in unless the client says otherwise. */
export const queryMode: ResponseMode = { name: 'query', carrier: 'query', isSigned: false, spec: 'RFC 6749 §4.1.2' };

/** Every response mode. Requests are judged by this list, and the metadata is computed from it. */
export const responseModes: readonly ResponseMode[] = [
  queryMode,
  { name: 'fragment', carrier: 'fragment', isSigned: false, spec: 'OAuth 2.0 Multiple Response Types §2.1' },
  { name: 'form_post', carrier: 'form', isSigned: false, spec: 'OAuth 2.0 Form Post Response Mode §2' },
  { name: 'jwt', carrier: 'query', isSigned: true, spec: 'JARM §2.3.4' }, // the default of the response type code is the query
  { name: 'query.jwt', carrier: 'query', isSigned: true, spec: 'JARM §2.3.1' },
  { name: 'fragment.jwt', carrier: 'fragment', isSigned: true, spec: 'JARM §2.3.2' },
  { name: 'form_post.jwt', carrier: 'form', isSigned: true, spec: 'JARM §2.3.3' },
];

const webUri = /^https?:/i;

/** The response mode of a wire value; undefined if it is unknown, or the redirect URI is an app's and takes no form. */
export const findResponseMode = (name: string, redirectUri: string): ResponseMode | undefined =>
  responseModes.find((mode) => mode.name === name && (mode.carrier !== 'form' || webUri.test(redirectUri)));
