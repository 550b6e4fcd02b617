/** Whose agent is meant, by its id or its name. */
export interface NamedAgent {
  readonly userId: string;
  readonly agent: string;
}
