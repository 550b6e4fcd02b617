import { isOurHelper } from './helper-line.ts';

/** One value that git's configuration has for a URL's credentials. */
export interface ConfigEntry {
  readonly url: string;
  readonly name: 'helper' | 'useHttpPath';
  readonly value: string;
}

/** The words of one `git config` call, without the scope. */
export type ConfigStep = readonly string[];

/** What `install` is to bring about. */
export interface InstallWish {
  /** A repository's host, or anything above the repository. */
  readonly url: string;
  readonly helper: string;
  /** Whether git is to say the repository's path, so that patterns and accounts can depend on it. */
  readonly usesHttpPath: boolean;
  /** Whether no other helper is asked for this URL. */
  readonly isOnly: boolean;
}

const keyOf = (url: string, name: ConfigEntry['name']): string => `credential.${url}.${name}`;

const valuesOf = (entries: readonly ConfigEntry[], url: string, name: ConfigEntry['name']): readonly string[] =>
  entries.filter((entry) => entry.url === url && entry.name === name).map(({ value }) => value);

const remove = (key: string, value: string): ConfigStep => ['--fixed-value', '--unset-all', key, value];

/** Takes our helpers away, and the empty value before one, which makes git forget the helpers above it. Others stay. */
function removeOurs(key: string, helpers: readonly string[]): readonly ConfigStep[] {
  const isReset = helpers.some((value, index) => value === '' && isOurHelper(helpers[index + 1] ?? ''));
  return [...[...new Set(helpers)].filter(isOurHelper), ...(isReset ? [''] : [])].map((value) => remove(key, value));
}

/** Decides how git's configuration becomes what is wished for; nothing is to be done if it is that already. */
export function planInstall(entries: readonly ConfigEntry[], { url, helper, usesHttpPath, isOnly }: InstallWish): readonly ConfigStep[] {
  const helpers = valuesOf(entries, url, 'helper');
  const isThere = helpers.filter(isOurHelper).join('\n') === helper && (!isOnly || helpers[helpers.indexOf(helper) - 1] === '');
  const add = (value: string): ConfigStep => ['--add', keyOf(url, 'helper'), value];
  return [
    ...(isThere ? [] : [...removeOurs(keyOf(url, 'helper'), helpers), ...(isOnly ? [add('')] : []), add(helper)]),
    ...(usesHttpPath && valuesOf(entries, url, 'useHttpPath').at(-1) !== 'true' ? [[keyOf(url, 'useHttpPath'), 'true']] : []),
  ];
}

/** Decides how what `install` wrote is taken away: for these URLs, or for all if none is named. */
export function planUninstall(entries: readonly ConfigEntry[], urls: readonly string[]): readonly ConfigStep[] {
  const installed = new Set(entries.filter(({ value }) => isOurHelper(value)).map(({ url }) => url));
  const wanted = [...installed].filter((url) => urls.length === 0 || urls.includes(url));
  return wanted.flatMap((url) => {
    const helpers = valuesOf(entries, url, 'helper');
    const othersStay = helpers.some((value) => value !== '' && !isOurHelper(value));
    const paths = othersStay ? [] : valuesOf(entries, url, 'useHttpPath');
    return [...removeOurs(keyOf(url, 'helper'), helpers), ...paths.slice(0, 1).map(() => ['--unset-all', keyOf(url, 'useHttpPath')])];
  });
}
