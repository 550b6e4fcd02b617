import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import { renderProviderIcon } from './parts/provider-icon.ts';
import { renderQrCode } from './parts/qr-code.ts';
import { renderTime } from './parts/time.ts';

/** A code that the person types at the provider, while this page looks whether they did. */
export interface DeviceCodePageProps {
  readonly provider: { readonly id: string; readonly name: string; readonly icon: string };
  readonly now: EpochSeconds;
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it, if the provider offers such a one. */
  readonly verificationUriComplete: string | undefined;
  readonly expiresAt: EpochSeconds;
  /** When the page is to be loaded again. */
  readonly wait: Seconds;
  /** This page's path. */
  readonly path: string;
  /** Whether the person asked for a page that stays as it is until they load it (WCAG 2.2 §2.2.1, §2.2.2). */
  readonly isStill: boolean;
}

/** Shows the code, where to type it, and the same as a QR code; loads itself again at the provider's pace. */
export function renderDeviceCodePage(props: DeviceCodePageProps): Html {
  const { provider, now, userCode, verificationUri, verificationUriComplete, expiresAt, wait, path, isStill } = props;
  const target = verificationUriComplete ?? verificationUri;
  return renderCardLayout({
    title: `Link ${provider.name}`,
    ...(isStill ? {} : { reloadAfter: wait }),
    content: html`<div class="consent-client">${renderProviderIcon(provider.icon)}
<h1 class="card-heading">Link ${provider.name}</h1></div>
<p>Open <strong>${verificationUri}</strong> on any device, and type this code there. It ends ${renderTime(now, expiresAt)}.</p>
<p class="user-code">${userCode}</p>
<p class="text-center">${renderQrCode(target, `QR code of ${target}`)}</p>
<a class="btn btn-primary w-100 mb-3" href="${target}" target="_blank" rel="noopener noreferrer">${icon('link')}Open ${provider.name} here</a>
${
  isStill
    ? html`<a class="btn btn-outline-secondary w-100 mb-3" href="${path}?still=true">${icon('refresh')}I typed it</a>`
    : html`<p class="detail">This page notices by itself when you are done. <a href="${path}?still=true">Let it stand still</a></p>`
}
<a class="btn btn-outline-secondary w-100" href="/connections">Cancel</a>`,
  });
}
