import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode } from './device-code.ts';
import type { GrantType } from './grant-type.ts';
import { refreshToken } from './refresh-token.ts';

/** Every grant type. Metadata, registration, docs and the shared tests read this list and no other. */
export const grantTypes: readonly GrantType[] = [authorizationCode, refreshToken, clientCredentials, deviceCode];

/** The grant type of a wire value. */
export const findGrantType = (name: string): GrantType | undefined => grantTypes.find((grantType) => grantType.name === name);
