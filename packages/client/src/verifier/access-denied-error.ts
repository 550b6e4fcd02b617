import type { Denial, DenialCode } from './denial.ts';

/** What the client is answered: the same words as in the challenge. */
export interface DenialBody {
  readonly error?: DenialCode;
  readonly error_description: string;
}

const statusByCode: Readonly<Record<DenialCode, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  insufficient_user_authentication: 401,
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401,
  temporarily_unavailable: 503,
};

/** The request is not let through. It is a whole answer: status, headers and body. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  /** 400, 401, 403, or 503 when the authorization server cannot be asked. */
  readonly status: number;
  readonly code: DenialCode | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: DenialBody;
  /** Why, for the log. It names claims and times, and never quotes a token. */
  readonly reason: string;

  constructor({ code, description, reason }: Denial, headers: Readonly<Record<string, string>>) {
    super(description);
    this.status = code === undefined ? 401 : statusByCode[code];
    this.code = code;
    this.reason = reason;
    this.headers = { 'cache-control': 'no-store', ...headers };
    this.body = { ...(code === undefined ? {} : { error: code }), error_description: description };
  }

  /** The answer, for servers that speak in `Response`s. */
  toResponse(): Response {
    return Response.json(this.body, { status: this.status, headers: this.headers });
  }
}
