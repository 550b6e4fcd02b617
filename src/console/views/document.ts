import type { Seconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';

/** What every page has, whatever its layout. */
export interface DocumentProps {
  /** Names the page in the tab and to screen readers. */
  readonly title: string;
  readonly body: Html;
  /** A path the browser moves on to by itself. */
  readonly continueTo?: string;
  /** When the browser loads the page again by itself. @default never */
  readonly reloadAfter?: Seconds;
}

/** The HTML document around a layout. Styles and scripts are files of our own, so that the policy needs no exception. */
export const renderDocument = ({ title, body, continueTo, reloadAfter }: DocumentProps): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${reloadAfter !== undefined && html`<meta http-equiv="refresh" content="${reloadAfter}">`}
${continueTo !== undefined && html`<meta http-equiv="refresh" content="0; url=${continueTo}">`}
<title>${title} · Grantry</title>
<link rel="icon" type="image/svg+xml" href="/assets/grantry.svg">
<link rel="stylesheet" href="/assets/tabler.min.css">
<link rel="stylesheet" href="/assets/console.css">
</head>
<body>
<a class="skip-link" href="#content">Skip to the content</a>
${body}
</body>
</html>
`;
