import type { Engine } from '../ports.ts';

/** Whose id it is, and what the client that is told of it belongs to. */
export interface KnownSubject {
  readonly serviceId: number;
  /** The user. */
  readonly subject: string;
  /** The sector of a client that knows people by pairwise ids; undefined for one that knows them by their public ones. */
  readonly sector: string | undefined;
}

/**
 * What a client knows a person by: in ID tokens, at userinfo, in introspection and in JWT access tokens alike. A pairwise id is the same
 * at all clients of a sector, on all nodes, and says nothing to those of another; nobody else can compute it or trace it back.
 *
 * @see OpenID Connect Core §8.1
 */
export const subjectForClient = ({ mac }: Pick<Engine, 'mac'>, { serviceId, subject, sector }: KnownSubject): string =>
  sector === undefined ? subject : mac(`pairwise subject ${serviceId} ${sector} ${subject}`);
