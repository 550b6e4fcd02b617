import { clientSecretBasic } from '../client-auth/client-secret-basic.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import type { ClientInput } from './client-input.ts';

/**
 * What is meant by an input of whoever runs the engine: a client that says nothing of how it authenticates is public, and a confidential one
 * has the default of RFC 7591 §2.
 */
export function withProvisionedDefaults(input: ClientInput): ClientInput {
  const { tokenEndpointAuthMethod: method } = input;
  const clientType = input.clientType ?? findClientAuthMethod(method ?? '')?.clientType ?? 'public';
  return { ...input, clientType, tokenEndpointAuthMethod: method ?? (clientType === 'public' ? undefined : clientSecretBasic.name) };
}
