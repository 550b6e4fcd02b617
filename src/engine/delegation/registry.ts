import type { DelegatedGrant } from './delegated-grant.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { password } from './password.ts';
import { tokenExchange } from './token-exchange.ts';

/** Every grant type that whoever runs the engine judges. The standard token endpoint has none of them. */
export const delegatedGrants: readonly DelegatedGrant[] = [password, tokenExchange, jwtBearer];

/** The delegated grant type of a wire value. */
export const findDelegatedGrant = (name: string): DelegatedGrant | undefined => delegatedGrants.find((grant) => grant.name === name);
