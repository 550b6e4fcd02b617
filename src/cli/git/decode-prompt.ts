import { CommandFailure } from '../command-failure.ts';

/** What git asks a person for. */
export interface Prompt {
  /** The URL it is for, without user name. */
  readonly match: string;
  /** The user name git has already, decoded; empty if it has none. */
  readonly user: string;
}

/** Longer texts are no prompts for a URL. */
const longest = 8192;

/** The words of git's two prompts that need be there; what follows the URL is for people. */
const prompt = /^(?:Username|Password) \S+ ['"]*(\S+)/;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Decodes what git asks an askpass program: `Username for 'https://github.com': `, or `Password for 'https://octo@github.com': `.
 *
 * @throws CommandFailure if it is anything else, or for no http(s) URL
 * @see specs of seed 000: GIT_ASKPASS
 */
export function decodePrompt(text: string): Prompt {
  const [, quoted = ''] = text.length > longest ? [] : (prompt.exec(text) ?? []);
  const url = URL.parse(quoted.replace(/['":]+$/, ''));
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new CommandFailure("the prompt is not git's: wanted Username or Password for 'https://…'");
  }
  const path = url.pathname === '/' ? '' : url.pathname;
  return { match: `${url.protocol}//${url.host}${path}`, user: decoded(url.username) };
}
