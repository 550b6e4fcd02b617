import type { AuthenticationClass } from '../model/authentication-class.ts';

/**
 * The highest class that was reached by the methods used; undefined if none was.
 *
 * @param classes the service's, from the lowest to the highest
 * @param amr the methods by the names of RFC 8176
 */
export const findAcr = (classes: readonly AuthenticationClass[], amr: readonly string[]): string | undefined =>
  classes.findLast(({ methods }) => methods.every((method) => amr.includes(method)))?.acr;

/** Whether who reached one class reached another: the same one, or a lower one. */
export function reachesAcr(classes: readonly AuthenticationClass[], reached: string | undefined, wanted: string): boolean {
  if (reached === wanted) return true;
  const rank = classes.findIndex(({ acr }) => acr === wanted);
  return rank >= 0 && rank < classes.findIndex(({ acr }) => acr === reached);
}
