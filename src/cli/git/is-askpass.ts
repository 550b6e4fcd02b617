import type { Environment } from '../environment.ts';

/**
 * Whether git runs the executable itself as `GIT_ASKPASS`: with its prompt alone, and in a repository's environment.
 *
 * GIT_ASKPASS names a program and takes no arguments, so the prompt is all that tells.
 */
export const isAskpass = (words: readonly string[], environment: Environment): boolean =>
  words.length === 1 && /^(?:Username|Password) /.test(words[0] ?? '') && environment.GIT_PREFIX !== undefined;
