import type { AuthenticationClass } from '../model/authentication-class.ts';
import { reachesAcr } from './find-acr.ts';

/** How well a client wants the person to prove who they are. */
export interface AcrRequest {
  /** Classes in the order of preference; empty if any will do. */
  readonly values: readonly string[];
  /** Whether nothing else will do; otherwise it is a wish, and what was reached is told (OpenID Connect Core §5.5.1.1). */
  readonly isEssential: boolean;
}

/** The class that is told to a client: the first of those it asked for that was reached, and otherwise the one that was. */
export const chooseAcr = (
  classes: readonly AuthenticationClass[],
  { values }: AcrRequest,
  reached: string | undefined,
): string | undefined => values.find((acr) => reachesAcr(classes, reached, acr)) ?? reached;

/** Whether the person did as well as the client wants. An essential request that names no class wants one, whichever. */
export function isAcrMet(
  classes: readonly AuthenticationClass[],
  { values, isEssential }: AcrRequest,
  reached: string | undefined,
): boolean {
  if (values.length === 0) return !isEssential || reached !== undefined;
  return values.some((acr) => reachesAcr(classes, reached, acr));
}

/** Whether signing in could bring what the client wants: a class that nobody can reach here, nobody is asked for. */
export const mayReachAcr = (classes: readonly AuthenticationClass[], { values }: AcrRequest): boolean =>
  values.length === 0 ? classes.length > 0 : values.some((acr) => classes.some((each) => each.acr === acr));
