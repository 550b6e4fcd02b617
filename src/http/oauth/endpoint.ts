import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import type { Service } from '../../engine/model/service.ts';
import type { Rooms } from '../context.ts';
import type { AuthorizationPages } from './pages.ts';

/** What the OAuth endpoints need beyond the rooms: pages for people, and somebody who counts. */
export interface OAuthContext {
  readonly rooms: Rooms;
  readonly pages: AuthorizationPages;
  /** Told of each decision, for metrics: the endpoint's name, the action, and the error code or ''. */
  readonly onDecision: (endpoint: string, action: string, error: string) => void;
  /** Told of each token answer, by grant type. */
  readonly onIssued: (grantType: string) => void;
}

/** One request to one service's endpoint. */
export interface OAuthCall {
  readonly context: OAuthContext;
  readonly service: Service;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A standard endpoint, defined once: its routes, `Cache-Control`, other methods' 405 and OpenAPI entry come from here. */
export interface OAuthEndpoint {
  /** The operationId. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Paths below a service's root, with `{name}` for parameters; the first is the one we publish. */
  readonly paths: readonly string[];
  /** Paths of other services that do not begin with the service's root: a well-known name before it (RFC 8414 §3.1). */
  readonly insertedPaths?: readonly string[];
  /** The RFC and section that own it. */
  readonly spec: string;
  readonly summary: string;
  /** Public documents may be cached; everything else is `no-store`. Seconds. */
  readonly maxAgeSeconds?: number;
  /** Whether pages of other origins may call it (CORS): all but what a person's browser navigates to. */
  readonly crossOrigin: boolean;
  /** How the caller proves who it is, for the reference. */
  readonly security: 'none' | 'client' | 'bearer' | 'session';
  readonly query?: TObject;
  readonly params?: TObject;
  readonly form?: TObject;
  /** What the body is where it is JSON, in place of a form. It is handed on as text. */
  readonly json?: TObject;
  readonly answers: Readonly<Record<number, { readonly description: string; readonly body?: TSchema; readonly mediaType?: string }>>;
  /** Answers by `reply`; an `OAuthError` that it throws becomes `{error, error_description}`. */
  handle(call: OAuthCall): Promise<FastifyReply>;
}
