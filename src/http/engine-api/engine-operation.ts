import type { Static, TObject, TSchema } from 'typebox';
import type { Service } from '../../engine/model/service.ts';
import type { AccessRight } from '../../identity/model/access-right.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { RequestFacts, Rooms } from '../context.ts';
import type { ExplainedCode } from './explanations/explain-codes.ts';

/** What an operation answers. Members that are undefined are left out; nothing is ever `null`. */
export interface EngineAnswer {
  /** @default 200, or 204 without a body */
  readonly status?: number;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** JSON that is written already, in place of a body. */
  readonly json?: string;
  /** Plain text in place of a body. */
  readonly text?: string;
}

/** A call that is decoded, validated and authorized. */
export interface EngineCall<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Who calls; undefined only where anyone may. */
  readonly token: ManagementToken | undefined;
  readonly request: RequestFacts;
  readonly rooms: Rooms;
}

/** A call about one service. */
export interface ServiceCall<Params = unknown, Query = unknown, Body = unknown> extends EngineCall<Params, Query, Body> {
  readonly service: Service;
}

/** What an operation is, whatever it is about. */
interface OperationFacts {
  /** The operationId. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** What the command line calls it: group and command, such as `token`, `process`. */
  readonly command: readonly [group: string, command: string];
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  /** What the token must allow; undefined lets anyone in. */
  readonly right: AccessRight | undefined;
  readonly params?: TObject;
  readonly query?: TObject;
  /** The members of the body. Arrays come as text with spaces where the body is a form. */
  readonly body?: TSchema;
  /** Whether the body may be a form too. @default false */
  readonly takesForms?: boolean;
  /** A member without which the interface answers in a way of its own, where others would be refused. */
  readonly withoutMember?: { readonly member: string; readonly answer: EngineAnswer };
  /** What the answer has. */
  readonly answer?: TObject;
  /** The codes of what it refuses to clients, explained. */
  readonly refusals?: readonly ExplainedCode[];
  /** Values for path, query and body that make sense, for the reference and the help; `$NAME` in a text is a variable of the shell. */
  readonly example: Readonly<Record<string, unknown>>;
}

/**
 * An operation of the engine API, defined once: its route, validation, OpenAPI entry, `grantry` command and reference come from here.
 */
export interface EngineOperation extends OperationFacts {
  /** With `{name}` for path parameters. Below `/api/{serviceId}` if it is about a service, below `/api` if not. */
  readonly path: string;
  readonly about: 'service' | 'deployment';
  run(call: ServiceCall): Promise<EngineAnswer>;
}

type Typed<Params extends TObject, Query extends TObject, Body extends TSchema> = Omit<
  EngineOperation,
  'params' | 'query' | 'body' | 'about' | 'run'
> & {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
};

/** Defines an operation about one service, and types `run` by the schemas beside it. */
export const serviceOperation = <Params extends TObject, Query extends TObject, Body extends TSchema>(
  operation: Typed<Params, Query, Body> & {
    run(call: ServiceCall<Static<Params>, Static<Query>, Static<Body>>): Promise<EngineAnswer>;
  },
): EngineOperation => ({ ...operation, about: 'service' }) as unknown as EngineOperation; // the plugin validates against these very schemas before it calls `run`

/** Defines an operation about the deployment. */
export const deploymentOperation = <Params extends TObject, Query extends TObject, Body extends TSchema>(
  operation: Typed<Params, Query, Body> & {
    run(call: EngineCall<Static<Params>, Static<Query>, Static<Body>>): Promise<EngineAnswer>;
  },
): EngineOperation => ({ ...operation, about: 'deployment' }) as unknown as EngineOperation; // as above
