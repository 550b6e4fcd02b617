/** An error that says what to do about it, beside a message that other programs compare. */
export interface RemediedError extends Error {
  /** What most likely went wrong, and what to do. Node prints it with the error. */
  readonly remedy: string;
}

/** Adds a remedy to an error, which keeps its message, class and identity; one that has a remedy keeps it. */
export function withRemedy<Thrown>(error: Thrown, remedy: string | undefined): Thrown {
  if (remedy !== undefined && error instanceof Error && !('remedy' in error)) {
    Object.defineProperty(error, 'remedy', { value: remedy, enumerable: true });
  }
  return error;
}
