import type { FastifyReply } from 'fastify';
import type { Parameters } from '../../protocol/form.ts';
import type { OAuthCall } from './endpoint.ts';

/** A grant type that the engine does not know, since it leads to somebody else's token: the token endpoint hands its requests over. */
export interface DelegatedGrant {
  /** The wire value. */
  readonly name: string;
  readonly spec: string;
  /** The parameters it reads, besides `grant_type`. */
  readonly parameters: readonly string[];
  /** Parameters that may be sent more than once. */
  readonly repeatable: readonly string[];
  /** Answers; an `OAuthError` that it throws becomes `{error, error_description}`. */
  handle(call: OAuthCall, parameters: Parameters): Promise<FastifyReply>;
}
