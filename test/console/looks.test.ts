import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { serveAssets } from '../../src/console/assets.ts';
import { pageHeaders } from '../../src/console/page-headers.ts';
import { skipWithoutChromium, startChromium } from './chromium.ts';
import { fillPages } from './fixtures.ts';

const pages = fillPages((text) => text);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const devices = [
  { device: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { device: 'desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
] as const;

/** What axe finds against WCAG 2.2 A and AA, as `rule: element`. */
const findViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
};

describe('the pages in a browser', { skip: skipWithoutChromium }, () => {
  let app: FastifyInstance;
  let browser: Browser;
  let origin: string;

  before(async () => {
    app = fastify();
    await app.register(serveAssets);
    for (const [name, markup] of Object.entries(pages)) {
      app.get(`/${name}`, (_request, reply) => reply.headers(pageHeaders()).send(markup.toString()));
    }
    origin = await app.listen({ host: '127.0.0.1', port: 0 });
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  for (const { device, viewport, colorScheme } of devices) {
    describe(`on a ${device}, ${colorScheme}`, () => {
      let page: Page;
      let refused: string[];

      before(async () => {
        page = await browser.newPage({ viewport, colorScheme });
        page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      });

      for (const name of Object.keys(pages)) {
        test(`WCAG 2.2 AA: ${name}`, async () => {
          refused = [];
          await page.goto(`${origin}/${name}`);
          assert.deepEqual(await findViolations(page), []);
          assert.equal(
            await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
            0,
            'nothing sticks out sideways (§1.4.10)',
          );
          assert.deepEqual(refused, [], 'the policy refuses nothing');
        });
      }
    });
  }

  test('WCAG 2.2 §2.4.1, §2.1.1: the keyboard skips to the content, and opens the menu without a script', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/home`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#content$/);
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.getByRole('link', { name: 'Connections', exact: true }).isVisible());
    await page.keyboard.press('Escape');
    assert.ok(!(await page.getByRole('link', { name: 'Connections', exact: true }).isVisible()));
    await context.close();
  });

  test('a step that cannot be undone asks first, without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/authorised-apps`);
    const confirm = page.getByRole('button', { name: 'Revoke now' });
    assert.ok(!(await confirm.isVisible()));
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.ok(await confirm.isVisible());
    await context.close();
  });
});
