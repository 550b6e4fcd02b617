/** The command could not be done, and the person is told why and what to try next. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly nextStep: string | undefined;

  constructor(message: string, nextStep?: string, options?: ErrorOptions) {
    super(message, options);
    this.nextStep = nextStep;
  }
}
