import { type Content, type Html, html } from '../../html.ts';
import { type IconName, icon } from '../../icons.ts';

/** Says that a list is empty, and what to do about it. */
export const renderEmpty = (name: IconName, text: string, action?: Content): Html =>
  html`<div class="card"><div class="card-body nothing">${icon(name)}<p>${text}</p>${action}</div></div>`;
