import type { ClientAuthMethod } from './client-auth-method.ts';
import { clientSecretBasic } from './client-secret-basic.ts';
import { clientSecretPost } from './client-secret-post.ts';
import { none } from './none.ts';

/** Every way for clients to authenticate. Metadata, registration, docs and the shared tests read this list and no other. */
export const clientAuthMethods: readonly ClientAuthMethod[] = [none, clientSecretBasic, clientSecretPost];

/** The method of a wire value. */
export const findClientAuthMethod = (name: string): ClientAuthMethod | undefined =>
  clientAuthMethods.find((method) => method.name === name);
