import { type Html, html } from '../html.ts';
import { renderCardLayout } from './card-layout.ts';

/** A page that only says something. */
export interface MessagePageProps {
  readonly title: string;
  readonly text: string;
  /** Said smaller, below. */
  readonly detail?: string;
  readonly link?: { readonly path: string; readonly label: string };
  /** Moves on to the link by itself. */
  readonly continues?: boolean;
}

/** Says one thing, and where to go from here. */
export const renderMessagePage = ({ title, text, detail, link, continues = false }: MessagePageProps): Html =>
  renderCardLayout({
    title,
    ...(continues && link !== undefined && { continueTo: link.path }),
    content: html`<h1 class="card-heading">${title}</h1>
<p>${text}</p>
${detail !== undefined && html`<p class="detail">${detail}</p>`}
${link !== undefined && html`<a class="btn btn-primary w-100" href="${link.path}">${link.label}</a>`}`,
  });
