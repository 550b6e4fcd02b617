import { type Content, html } from '../../html.ts';
import { type IconName, icon } from '../../icons.ts';
import type { Notice } from '../frame.ts';

const icons: Readonly<Record<Notice['tone'], IconName>> = { success: 'circle-check', warning: 'alert-triangle', danger: 'alert-triangle' };

/** Says how something ended; screen readers hear it at once. */
export const renderNotice = (notice: Notice | undefined): Content =>
  notice !== undefined &&
  html`<div class="alert alert-${notice.tone}" role="${notice.tone === 'success' ? 'status' : 'alert'}">${icon(icons[notice.tone])}<div>${notice.text}</div></div>`;
