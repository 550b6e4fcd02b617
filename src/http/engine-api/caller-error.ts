/** What is wrong with a call of the engine API itself, as opposed to the client's request in it: code and status. */
export const callerErrors = {
  serverFault: { code: 'A001101', status: 500 },
  noToken: { code: 'A001202', status: 401 },
  unknownToken: { code: 'A001203', status: 401 },
  foreignToken: { code: 'A001204', status: 403 },
  unknownService: { code: 'A001205', status: 404 },
  missingRight: { code: 'A001206', status: 403 },
  noBody: { code: 'A126203', status: 400 },
  unreadableBody: { code: 'A001207', status: 400 },
  wrongMember: { code: 'A001208', status: 400 },
  unknownOperation: { code: 'A001209', status: 404 },
  wrongMethod: { code: 'A001210', status: 405 },
  notFound: { code: 'A001211', status: 404 },
  conflict: { code: 'A001212', status: 400 },
  clientLocked: { code: 'A001215', status: 403 },
  forbidden: { code: 'A001216', status: 403 },
  limitReached: { code: 'A001217', status: 403 },
} as const;

/** A kind of caller's error. */
export type CallerErrorKind = keyof typeof callerErrors;

/** `A` and six digits, repeated in brackets before the message. */
export const withCode = (code: string, message: string): string => `[${code}] ${message}`;

/** What whoever runs the front end is told of a call that is wrong. */
export const callerErrorBody = (
  kind: CallerErrorKind,
  message: string,
): { readonly resultCode: string; readonly resultMessage: string } => ({
  resultCode: callerErrors[kind].code,
  resultMessage: withCode(callerErrors[kind].code, message),
});

/** Letters of the longest message: it may quote what was sent. */
const maxMessageLength = 1000;

/**
 * The call is wrong, and whoever runs the front end is told: `{resultCode, resultMessage}` under `status`.
 */
export class CallerError extends Error {
  override readonly name = 'CallerError';
  readonly code: string;
  readonly status: number;

  constructor(kind: CallerErrorKind, message: string) {
    super(message.slice(0, maxMessageLength));
    this.code = callerErrors[kind].code;
    this.status = callerErrors[kind].status;
  }
}
