import { type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { isShownIcon } from '../../provider-icons.ts';

/** A provider's icon, or a plug when it has none that can be shown. */
export const renderProviderIcon = (url: string): Html =>
  !isShownIcon(url)
    ? html`<span class="avatar">${icon('plug-connected')}</span>`
    : html`<img class="avatar provider-icon" src="${url}" alt="" width="40" height="40" referrerpolicy="no-referrer">`;
