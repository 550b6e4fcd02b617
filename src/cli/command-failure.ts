/** What kind of failure a program that reads it has before it. */
export type FailureKind =
  | 'authentication_error'
  | 'authorization_error'
  | 'not_found'
  | 'validation_error'
  | 'rate_limit_error'
  | 'server_error'
  | 'connection_error'
  | 'configure_blocked'
  | 'auth_login_blocked'
  | 'api_error';

/** A server's refusal as it came. */
export interface RefusedAnswer {
  readonly status: number;
  /** Its body, decoded if it is JSON. */
  readonly body: unknown;
}

interface FailureOptions extends ErrorOptions {
  readonly kind?: FailureKind;
  readonly answer?: RefusedAnswer;
}

/** The command could not be done, and the person is told why and what to try next. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
  readonly nextStep: string | undefined;
  /** What kind it is, where its answer does not say. */
  readonly kind: FailureKind | undefined;
  /** The answer of a server that refused. */
  readonly answer: RefusedAnswer | undefined;

  constructor(message: string, nextStep?: string, { kind, answer, ...options }: FailureOptions = {}) {
    super(message, options);
    this.nextStep = nextStep;
    this.kind = kind;
    this.answer = answer;
  }
}

/** A server's refusal that is told as it came: its status, then its body. */
export class ApiRefusal extends CommandFailure {
  override readonly name = 'ApiRefusal';
}
