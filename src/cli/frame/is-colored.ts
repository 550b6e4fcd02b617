import type { Environment } from '../environment.ts';

/**
 * Whether output is coloured: the flag wins, then an agent that reads, then `NO_COLOR`, then `FORCE_COLOR`, then whether a terminal shows it.
 *
 * @see https://no-color.org: set, and not empty
 */
export function isColored(flag: string, isAgentMode: boolean, environment: Environment, isScreen: () => boolean): boolean {
  if (flag !== 'auto') return flag === 'always';
  if (isAgentMode || environment.NO_COLOR) return false;
  return environment.FORCE_COLOR ? environment.FORCE_COLOR !== '0' : isScreen();
}
