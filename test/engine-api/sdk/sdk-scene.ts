import assert from 'node:assert/strict';
import { Authlete, HTTPClient } from '@authlete/typescript-sdk';
import { ResultError } from '@authlete/typescript-sdk/models/errors';
import { type EngineApi, startEngineApi } from '../../support/engine-api.ts';

/** The official library against a server of ours, with what its calls left behind for later ones. */
export interface SdkScene {
  readonly api: EngineApi;
  /** With the service's token. */
  readonly sdk: Authlete;
  /** With the organization's token. */
  readonly organization: Authlete;
  readonly serviceId: string;
  /** The functions that were called so far: `token.process`. */
  readonly called: ReadonlySet<string>;
  /** What calls leave for later ones: ids, codes, tickets, tokens. */
  readonly kept: Map<string, string>;
  /** Members the last answer had that the library leaves out, because it does not know them. */
  readonly unknownMembers: (value: unknown) => readonly string[];
}

/** One call: what is called, with what, and what some members of the answer are. `undefined` expects no body. */
export type SdkCall = readonly [name: string, call: (scene: SdkScene) => Promise<unknown>, expected: object | undefined];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Notes the path of every method that is called below an object. */
function recording<Target extends object>(target: Target, path: string, note: (name: string) => void): Target {
  return new Proxy(target, {
    get(on, name) {
      const value: unknown = Reflect.get(on, name);
      const here = path === '' ? String(name) : `${path}.${String(name)}`;
      if (typeof value === 'function')
        return (...given: readonly unknown[]) => {
          note(here);
          return Reflect.apply(value, on, given);
        };
      return isObject(value) && !String(name).startsWith('_') ? recording(value, here, note) : value;
    },
  });
}

/** Paths of members that `raw` has and `parsed` lacks. */
function lost(raw: unknown, parsed: unknown, path = ''): readonly string[] {
  if (!isObject(raw)) return [];
  if (!isObject(parsed)) return [path];
  return Object.entries(raw).flatMap(([name, value]) => {
    const here = Array.isArray(raw) ? `${path}[]` : `${path}.${name}`;
    const found: unknown = Reflect.get(parsed, name);
    return found === undefined ? [here] : lost(value, found, here);
  });
}

/** What the library threw for a caller's error, to be compared like an answer. */
export const refusalOf = (call: Promise<unknown>): Promise<{ readonly statusCode: number; readonly resultCode: string | undefined }> =>
  call.then(
    () => assert.fail('the call was taken'),
    (error: unknown) => {
      assert.ok(error instanceof ResultError, String(error));
      return { statusCode: error.statusCode, resultCode: error.resultCode };
    },
  );

/** Starts a server, and the library on it. */
export async function startSdkScene(): Promise<SdkScene> {
  const api = await startEngineApi();
  const called = new Set<string>();
  let last = '';
  const httpClient = new HTTPClient({
    fetcher: async (input, init) => {
      const response = await fetch(input, init);
      last = await response.clone().text();
      return response;
    },
  });
  const connect = (bearer: string): Authlete =>
    recording(new Authlete({ serverURL: api.url, bearer, httpClient, retryConfig: { strategy: 'none' } }), '', (name) => called.add(name));
  return {
    api,
    sdk: connect(api.owner.service_token),
    organization: connect(api.owner.organization_token),
    serviceId: String(api.owner.service_id),
    called,
    kept: new Map(),
    unknownMembers: (value) => (last === '' ? [] : lost(JSON.parse(last), value)),
  };
}

/** Every function the library has: `token.process`. */
export function listFunctions(): readonly string[] {
  const walk = (target: object, path: string): readonly string[] => {
    const members = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(target));
    return Object.entries(members).flatMap(([name, { get, value }]) => {
      if (name === 'constructor' || name.startsWith('_')) return [];
      const here = path === '' ? name : `${path}.${name}`;
      if (get === undefined) return typeof value === 'function' ? [here] : [];
      const below: unknown = Reflect.get(target, name);
      return isObject(below) ? walk(below, here) : [];
    });
  };
  return walk(new Authlete({ bearer: 'none' }), '');
}

/** What an earlier call left. */
export function kept({ kept: things }: SdkScene, name: string): string {
  const thing = things.get(name);
  assert.ok(thing !== undefined, `no call left ${name}`);
  return thing;
}

/** Keeps something of an answer for later calls. */
export async function keep<Answer>(
  scene: SdkScene,
  call: Promise<Answer>,
  things: (answer: Answer) => Readonly<Record<string, string | number | undefined>>,
): Promise<Answer> {
  const answer = await call;
  for (const [name, thing] of Object.entries(things(answer))) if (thing !== undefined) scene.kept.set(name, String(thing));
  return answer;
}

/** Parameters as a client sends them. */
export const form = (parameters: Readonly<Record<string, string>>): string => String(new URLSearchParams(parameters));
