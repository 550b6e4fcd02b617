/**
 * Who holds the deployment. It begins with the first user, and its version grows with every change that may take an owner away,
 * so that two owners cannot demote each other at once.
 */
export interface Ownership {
  readonly version: number;
  /** Owners who are not suspended. */
  readonly activeOwners: number;
}
