/** The icons of well-known providers that this server has, by the path settings name them with. */
export const iconNameByPath: Readonly<Record<string, string>> = Object.fromEntries(
  ['azure', 'bitbucket', 'discord', 'github', 'gitlab', 'google', 'notion', 'slack'].map((name) => [
    `/icon/${name}.svg`,
    `brand-${name}.svg`,
  ]),
);

/** Whether a page may show an icon: one that this server has, or one on the web that its policy lets load. */
export const isShownIcon = (url: string): boolean => Object.hasOwn(iconNameByPath, url) || URL.parse(url)?.protocol === 'https:';
