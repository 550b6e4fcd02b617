import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import type { Notice } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderField } from './parts/field.ts';
import { renderNotice } from './parts/notice.ts';

/** The page where people type the code that a device shows. */
export interface DeviceEntryPageProps {
  readonly csrfToken: string;
  /** What came in the link, or was typed before. */
  readonly userCode: string;
  /** Whether it came in a link, and nobody looked at the device yet. */
  readonly isFromLink: boolean;
  readonly notice?: Notice | undefined;
}

/** Asks for the code. A code that came in a link is not taken on trust: somebody else may have sent the link (RFC 8628 §5.4). */
export const renderDeviceEntryPage = ({ csrfToken, userCode, isFromLink, notice }: DeviceEntryPageProps): Html =>
  renderCardLayout({
    title: 'Connect a device',
    content: html`<div class="consent-client"><span class="avatar avatar-lg">${icon('device-desktop')}</span>
<h1 class="card-heading">Connect a device</h1></div>
${renderNotice(notice)}
<p>${isFromLink ? 'Is this the code that your device shows? Continue only if it is.' : 'Type the code that your device or command line shows.'}</p>
<form method="post" action="/device">
${csrfField(csrfToken)}
${renderField({
  name: 'user_code',
  label: 'Code',
  value: userCode,
  hint: 'Upper or lower case, with or without hyphens.',
  autocomplete: 'off',
  autofocus: !isFromLink,
  maxLength: 64,
})}
<button class="btn btn-primary w-100">Continue</button>
</form>
<p class="detail device-warning">${icon('alert-triangle')}Enter only a code that you asked for yourself, just now. Whoever sends you a code, or a link with one, wants to use your account.</p>`,
  });
