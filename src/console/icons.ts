import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Html } from './html.ts';

/** The icons in use, by their name in `@tabler/icons`. */
export const iconNames = [
  'alert-triangle',
  'apps',
  'arrow-right',
  'check',
  'circle-check',
  'clock',
  'cloud',
  'device-desktop',
  'download',
  'filter',
  'heartbeat',
  'history',
  'home',
  'info-circle',
  'key',
  'link',
  'login',
  'logout',
  'menu-2',
  'plug-connected',
  'plus',
  'refresh',
  'repeat',
  'robot',
  'send',
  'shield-check',
  'star',
  'trash',
  'unlink',
  'webhook',
  'x',
] as const;

/** An icon's name. */
export type IconName = (typeof iconNames)[number];

const require = createRequire(import.meta.url);

const load = (name: IconName): Html => {
  const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
  // Icons always stand beside words that say the same, so a screen reader may skip them.
  return new Html(
    svg
      .replace('<svg', '<svg aria-hidden="true"')
      .replaceAll(/\s+/g, ' ')
      .replace(/ class="[^"]*"/, ' class="icon"')
      .trim(),
  );
};

// The keys are exactly the names listed above.
const icons = Object.fromEntries(iconNames.map((name) => [name, load(name)])) as Record<IconName, Html>;

/** The icon as inline SVG, hidden from assistive technology. */
export const icon = (name: IconName): Html => icons[name];
