// express ships no types; this is what tests use of it.
declare module 'express' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Request extends IncomingMessage {
    readonly method: string;
    readonly protocol: string;
    readonly originalUrl: string;
    /** What the MCP SDK's middleware leaves. */
    readonly auth?: { readonly clientId: string; readonly scopes: readonly string[]; readonly extra?: Record<string, unknown> };
  }
  export interface Response extends ServerResponse {
    status(status: number): this;
    set(headers: Record<string, string>): this;
    json(body: unknown): this;
  }
  export type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;
  export interface Application {
    (request: IncomingMessage, response: ServerResponse): void;
    use(...handlers: readonly Handler[]): this;
    get(path: string, ...handlers: readonly Handler[]): this;
  }
  export default function express(): Application;
}
