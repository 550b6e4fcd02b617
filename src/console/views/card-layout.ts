import type { Seconds } from '../../protocol/units.ts';
import { type Content, type Html, html } from '../html.ts';
import { renderDocument } from './document.ts';

/** A page that is one card in the middle: before sign-in, at consent, for errors. */
export interface CardLayoutProps {
  readonly title: string;
  readonly content: Content;
  /** Leaves room for lists. @default false */
  readonly wide?: boolean;
  readonly continueTo?: string;
  /** @default never */
  readonly reloadAfter?: Seconds;
}

/** Lays a page out as one centred card under the name of the product. */
export const renderCardLayout = ({ title, content, wide = false, continueTo, reloadAfter }: CardLayoutProps): Html =>
  renderDocument({
    title,
    ...(continueTo !== undefined && { continueTo }),
    ...(reloadAfter !== undefined && { reloadAfter }),
    body: html`<div class="card-layout${wide && ' card-layout-wide'}">
<header class="card-layout-brand"><a class="brand" href="/"><img src="/assets/grantry.svg" width="32" height="32" alt="">Grantry</a></header>
<main id="content" tabindex="-1" class="card"><div class="card-body">
${content}
</div></main>
</div>`,
  });
