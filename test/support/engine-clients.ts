import assert from 'node:assert/strict';
import type { EngineApi } from './engine-api.ts';

/** An application as the REST API shows it. */
export interface ShownApp {
  readonly id: string;
  readonly name: string;
  readonly callback_url: string;
  readonly client_number: number;
}

/** The owner, who manages applications through the REST API. */
export interface RestOwner {
  app(id: string): Promise<ShownApp>;
  makeApp(settings: Readonly<Record<string, unknown>>): Promise<ShownApp>;
  renameApp(id: string, name: string): Promise<ShownApp>;
}

/** The same clients as seed 003's interface has them. */
export function restOwner({ url, owner }: EngineApi): RestOwner {
  const call = async (path: string, method = 'GET', body?: unknown): Promise<ShownApp> => {
    const response = await fetch(`${url}/api/v2/oauth2-provider/apps${path}`, {
      method,
      headers: { 'coder-session-token': owner.api_token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, await response.clone().text());
    return (await response.json()) as ShownApp;
  };
  return {
    app: (id) => call(`/${id}`),
    makeApp: (settings) => call('', 'POST', settings),
    renameApp: async (id, name) => {
      const { callback_url } = await call(`/${id}`);
      return call(`/${id}`, 'PUT', { name, callback_url });
    },
  };
}
