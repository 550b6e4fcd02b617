import type { Static, TObject, TSchema } from 'typebox';
import type { Caller } from '../../identity/caller.ts';
import type { Role } from '../../identity/model/user.ts';
import type { RequestFacts, Rooms } from '../context.ts';

/** Who may call an operation. `scope` is what an API token or an OAuth access token needs for it; sessions have all. */
export type Authorization =
  | { readonly who: 'anyone' }
  | {
      readonly who: 'user';
      readonly scope: string;
      readonly role?: Role;
      /** Whether agents may call it too; what they get is for their rules to say. */
      readonly agents?: true;
      /**
       * Whether it deletes something, shows a new secret or changes what somebody may do: with an application's access token it can be made to
       * need a fresh sign-in (RFC 9470). Sessions and API tokens are the person's own, and do it as ever.
       */
      readonly stepUp?: true;
    }
  | { readonly who: 'agent' };

/** What an operation answers, before it is HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of an operation: decoded, validated and authorized. */
export interface Call<Params, Query, Body> {
  /** undefined only for operations that anyone may call. */
  readonly caller: Caller | undefined;
  /**
   * Who calls, found out anew, for answers that wait: what let the caller in may have ended meanwhile.
   *
   * @throws ApiError if they may not call any more.
   */
  readonly identifyAgain: () => Promise<Caller | undefined>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: RequestFacts;
  readonly rooms: Rooms;
}

/**
 * An operation of the REST API, defined once: its route, validation, OpenAPI entry and reference docs come from here.
 */
export interface Operation {
  /** The operationId: a verb and a noun, camelCase. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters, as OpenAPI writes them. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly authorization: Authorization;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** The answers by status, errors of the shared mechanism left out. */
  readonly answers: Readonly<Record<number, { readonly description: string; readonly body?: TSchema }>>;
  run(call: Call<unknown, unknown, unknown>): Promise<Answer>;
}

interface TypedOperation<Params extends TObject, Query extends TObject, Body extends TSchema>
  extends Omit<Operation, 'params' | 'query' | 'body' | 'run'> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  run(call: Call<Static<Params>, Static<Query>, Static<Body>>): Promise<Answer>;
}

/** Types `run` by the schemas beside it. */
export const defineOperation = <Params extends TObject, Query extends TObject, Body extends TSchema>(
  operation: TypedOperation<Params, Query, Body>,
): Operation => operation as unknown as Operation; // the router validates against these very schemas before it calls `run`
