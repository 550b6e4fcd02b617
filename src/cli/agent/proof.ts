import type { Environment } from '../environment.ts';

/** What obtaining a proof may look at. */
export interface ProofContext {
  readonly environment: Environment;
  /** A file that holds the proof, where it is one. */
  readonly tokenFile: string | undefined;
  /** Whom a proof is to be for, where that can be asked for. */
  readonly audience: string;
}

/** How an agent proves what it is, where it has no token. */
export interface Proof {
  /** Where the server takes it. */
  readonly path: string;
  /**
   * Obtains it: the body of the request.
   *
   * @throws CommandFailure saying who does not answer
   */
  obtain(context: ProofContext): Promise<Readonly<Record<string, string>>>;
}

/** A line in the list of proofs. */
export interface ProofEntry {
  /** What `--auth` calls it. */
  readonly auth: string;
  load(): Promise<Proof>;
}
