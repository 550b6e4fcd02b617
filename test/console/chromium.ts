import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser for the tests is: `GRANTRY_TEST_CHROMIUM`, or one of the usual places. undefined if there is none. */
export const chromiumPath: string | undefined = [process.env.GRANTRY_TEST_CHROMIUM ?? '', ...usualPaths].find(
  (path) => path !== '' && existsSync(path),
);

/** Why a browser test does not run, or false when it does. */
export const skipWithoutChromium: string | false =
  chromiumPath === undefined && 'no Chromium found: install one, or name it in GRANTRY_TEST_CHROMIUM';

/** Starts a headless browser with a profile of its own that talks to nobody by itself. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
