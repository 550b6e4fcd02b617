import { type ServerProcess, type SetupResult, startFreshServer } from './server.ts';

/** What the engine API answered. */
export interface EngineAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  readonly body: any;
}

/** How a call differs from the usual: JSON with the first service's token. */
export interface CallOptions {
  /** @default POST with a body, GET without one */
  readonly method?: string;
  /** '' sends none. @default the first service's token */
  readonly token?: string;
  /** @default the first service */
  readonly serviceId?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server whose engine API is called as a front end does. */
export interface EngineApi extends ServerProcess {
  readonly owner: SetupResult;
  /** Calls an operation below the service's path; `body` is sent as JSON, text and bytes as they are. */
  call(path: string, body?: unknown, options?: CallOptions): Promise<EngineAnswer>;
}

async function read(response: Response): Promise<EngineAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}

/** Starts a server on a fresh database, with its owner and the tokens of the engine API. */
export async function startEngineApi(environment: NodeJS.ProcessEnv = {}): Promise<EngineApi> {
  const server = await startFreshServer(environment);
  const { owner, url } = server;
  const call: EngineApi['call'] = async (path, body, options = {}) => {
    const {
      method = body === undefined ? 'GET' : 'POST',
      token = owner.service_token,
      serviceId = owner.service_id,
      headers = {},
    } = options;
    const response = await fetch(`${url}/api/${serviceId}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    return read(response);
  };
  return { ...server, owner, call };
}
