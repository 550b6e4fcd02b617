/** What whoever runs a service may give a client for a secret: letters of base64url, as many as 512 bits have. */
const givenSecret = /^[A-Za-z0-9_-]{1,86}$/;

/** Whether a text can be a secret that was given. Such a secret is only as good as it is random: it is kept as a plain hash. */
export const isGivenSecret = (text: string): boolean => givenSecret.test(text);
