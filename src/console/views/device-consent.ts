import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderTime } from './parts/time.ts';
import { renderWhatIsAsked, type WhatIsAsked } from './parts/what-is-asked.ts';
import { type AskingClient, renderAskedPerson, renderAskingClient } from './parts/who-asks.ts';

/** The page that asks a person whether a device may act for them. */
export interface DeviceConsentPageProps extends Omit<WhatIsAsked, 'clientName'> {
  readonly csrfToken: string;
  readonly client: AskingClient;
  readonly user: { readonly name: string; readonly email: string };
  /** As people read it. */
  readonly userCode: string;
  /** RFC 8707: what the tokens are for; empty means this deployment. */
  readonly resources: readonly string[];
  readonly now: EpochSeconds;
  readonly askedAt: EpochSeconds;
}

/** Asks for consent in plain words, and to compare the code with the device's (RFC 8628 §3.3, §5.4). */
export function renderDeviceConsentPage(props: DeviceConsentPageProps): Html {
  const { csrfToken, client, user, userCode, scopes, claims, details, resources, now, askedAt } = props;
  return renderCardLayout({
    title: `Authorise ${client.name}`,
    wide: true,
    content: html`${renderAskingClient(client)}
${renderAskedPerson({ user, csrfToken, returnTo: `/device?user_code=${encodeURIComponent(userCode)}` })}
<div class="alert alert-warning">${icon('alert-triangle')}<div>A device asks that shows this code:
<p class="user-code">${userCode}</p>
Allow it only if you have it before you, and started this yourself.</div></div>
${renderWhatIsAsked({ clientName: client.name, scopes, claims, details })}
<dl class="facts">
${resources.length > 0 && html`<dt>For use at</dt><dd>${resources.map((resource) => html`<div>${resource}</div>`)}</dd>`}
<dt>It asked</dt><dd>${renderTime(now, askedAt)}</dd>
</dl>
<form id="allow-form" method="post" action="/device/decision" class="consent-buttons">
${csrfField(csrfToken)}
<input type="hidden" name="user_code" value="${userCode}">
<button class="btn btn-outline-secondary" name="decision" value="deny">Deny</button>
<button class="btn btn-primary" name="decision" value="allow">Allow</button>
</form>`,
  });
}
