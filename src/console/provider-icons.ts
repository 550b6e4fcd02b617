/** The icons this server has for providers, by the name settings call them, and the file each is drawn in. */
const fileByName = {
  atlassian: 'triangles',
  azure: 'brand-azure',
  'azure-devops': 'brand-azure',
  bitbucket: 'brand-bitbucket',
  discord: 'brand-discord',
  gitea: 'teapot',
  github: 'brand-github',
  gitlab: 'brand-gitlab',
  google: 'brand-google',
  jfrog: 'packages',
  key: 'key',
  linear: 'circle-half-2',
  microsoft: 'brand-windows',
  notion: 'brand-notion',
  openid: 'fingerprint',
  slack: 'brand-slack',
} as const;

/** The icons of well-known providers that this server has, by the path settings name them with. */
export const iconNameByPath: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fileByName).map(([name, file]) => [`/icon/${name}.svg`, `${file}.svg`]),
);

/** Paths other systems name an icon with, and the one it has here. */
export const iconAliases: Readonly<Record<string, string>> = { '/emojis/1f511.png': '/icon/key.svg' };

/** Whether a page may show an icon: one that this server has, or one on the web that its policy lets load. */
export const isShownIcon = (url: string): boolean =>
  Object.hasOwn(iconNameByPath, url) || Object.hasOwn(iconAliases, url) || URL.parse(url)?.protocol === 'https:';
