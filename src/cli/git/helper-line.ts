import { shellQuote } from './shell-quote.ts';

/** Where a helper's program is, and the flags git calls it with. */
export interface HelperProgram {
  /** The path of Node.js. */
  readonly node: string;
  /** The path of this command. */
  readonly script: string;
  readonly flags: readonly string[];
}

const always = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

/**
 * What `credential.helper` is set to: a line for the shell, with whole paths. Editors and desktops run git with another PATH than a
 * terminal's. The quotes are there even where a path needs none: {@link isOurHelper} knows the line by them.
 *
 * @see gitcredentials(7), CUSTOM HELPERS
 */
export const helperLine = ({ node, script, flags }: HelperProgram): string =>
  `!${always(node)} ${always(script)} git-credential${flags.map((flag) => ` ${shellQuote(flag)}`).join('')}`;

/** Whether a value of `credential.helper` is a line of ours, written by any version at any path, or by hand. */
export const isOurHelper = (line: string): boolean => /^!\s*(?:grantry|'.+' '.+') git-credential(?: |$)/.test(line);
