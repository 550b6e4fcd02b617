import type { AuthenticatedSubject } from '../../engine/authorize/authorization-request.ts';
import { describeAsked } from '../../engine/authorize/describe-asked.ts';
import { findClientHost } from '../../engine/cimd/document-url.ts';
import { answerDevice, type DeviceLook, lookAtDevice } from '../../engine/device/approve-device.ts';
import type { WaitingDevice } from '../../engine/device/find-waiting-device.ts';
import { formatUserCode } from '../../engine/device/user-code.ts';
import type { Service } from '../../engine/model/service.ts';
import { networkOf } from '../../identity/network-of.ts';
import { spendAttempts } from '../../identity/rate-limit.ts';
import { deviceLimits } from '../device-limits.ts';
import { definePage, type MemberVisit, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderDeviceConsentPage } from '../views/device-consent.ts';
import { renderDeviceEntryPage } from '../views/device-entry.ts';
import type { Notice } from '../views/frame.ts';
import { renderMessagePage } from '../views/message.ts';

const path = '/device';

/** Services with a page of their own know other people than this one. */
const isOurs = ({ deviceRules }: Service): boolean => deviceRules.verificationUri === undefined;

const show = ({ query, csrfToken }: MemberVisit): PageAnswer => {
  const userCode = query.get('user_code') ?? '';
  return { answer: 'show', page: renderDeviceEntryPage({ csrfToken, userCode, isFromLink: userCode !== '' }) };
};

const showAgain = ({ form, csrfToken }: MemberVisit, status: number, text: string, tone: Notice['tone'] = 'danger'): PageAnswer => ({
  answer: 'show',
  status,
  page: renderDeviceEntryPage({ csrfToken, userCode: form.get('user_code') ?? '', isFromLink: false, notice: { tone, text } }),
});

/** Counts a try before anything is looked up: codes are short, and both forms would tell a right one from a wrong one. */
async function spendTry(visit: MemberVisit): Promise<PageAnswer | undefined> {
  const limited = await spendAttempts(visit.context.identity, [
    { limit: deviceLimits.address, subject: networkOf(visit.origin.address) },
    { limit: deviceLimits.user, subject: visit.user.id },
  ]);
  return limited && showAgain(visit, 429, limited.message);
}

/** Who sits here, and how they signed in. */
async function findSubject({ context, user, sessionId }: MemberVisit): Promise<AuthenticatedSubject | undefined> {
  const found = await context.identity.facts.findSessionWithUser(sessionId);
  if (found === undefined) return undefined;
  const { createdAt, amr, sid } = found.session;
  return { subject: user.id, authTime: createdAt, acr: undefined, amr, sessionId: sid };
}

/** What a look says besides “ask”. */
function answerLook(visit: MemberVisit, look: Exclude<DeviceLook, { action: 'ask' }>): PageAnswer {
  switch (look.action) {
    case 'sign_in': {
      const back = `${path}?user_code=${encodeURIComponent(visit.form.get('user_code') ?? '')}`;
      return { answer: 'go', to: `/login?again=1&redirect=${encodeURIComponent(back)}` };
    }
    case 'refuse':
      return showAgain(visit, 403, look.error.message);
    case 'expired':
      return showAgain(visit, 400, 'This code has expired. Have your device show a new one.');
    case 'unknown':
      return showAgain(visit, 400, 'No device waits under this code. Compare it with the one your device shows.');
  }
}

function ask(visit: MemberVisit, { device, service, client }: WaitingDevice): PageAnswer {
  const { context, user, csrfToken } = visit;
  const { scopes, claims, details } = describeAsked(context.engine, service, device);
  return {
    answer: 'show',
    page: renderDeviceConsentPage({
      csrfToken,
      client: {
        name: client.name,
        clientId: client.clientId,
        icon: client.icon,
        isSelfRegistered: client.source !== 'static',
        host: findClientHost(client),
      },
      user: { name: user.name || user.username, email: user.email },
      userCode: formatUserCode(device.userCode ?? ''),
      scopes,
      claims,
      details,
      resources: device.resources,
      now: context.engine.clock(),
      askedAt: device.createdAt,
    }),
  };
}

async function look(visit: MemberVisit): Promise<PageAnswer> {
  const limited = await spendTry(visit);
  if (limited !== undefined) return limited;
  const subject = await findSubject(visit);
  if (subject === undefined) return { answer: 'sign_in' };
  const looked = await lookAtDevice(visit.context.engine, { userCode: visit.form.get('user_code') ?? '', isOurs }, subject);
  return looked.action === 'ask' ? ask(visit, looked.waiting) : answerLook(visit, looked);
}

async function decide(visit: MemberVisit): Promise<PageAnswer> {
  const limited = await spendTry(visit);
  if (limited !== undefined) return limited;
  const subject = await findSubject(visit);
  if (subject === undefined) return { answer: 'sign_in' };
  const { form, context } = visit;
  const decision = form.get('decision') === 'allow' ? 'approve' : 'deny';
  const answer = await answerDevice(context.engine, { userCode: form.get('user_code') ?? '', isOurs }, subject, decision);
  if (!('waiting' in answer)) return answerLook(visit, answer);
  const { client, device } = answer.waiting;
  const isAllowed = answer.action === 'approved';
  const event = isAllowed ? 'device_allowed' : 'device_denied';
  recordEvent(visit, { event, target: `app:${client.clientId}`, details: { device: device.id, scopes: device.scopes } });
  const page = isAllowed
    ? renderMessagePage({
        title: 'Your device is connected',
        text: `${client.name} goes on by itself in a moment. You can close this page.`,
        detail: 'You can withdraw its access under “Authorised apps” at any time.',
      })
    : renderMessagePage({ title: 'Denied', text: `${client.name} gets nothing, and is told so. You can close this page.` });
  return { answer: 'show', page };
}

/** `/device`: where people type the code that a device shows, and allow or deny what it wants (RFC 8628 §3.3). */
export const devicePage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path, run: show },
    { method: 'POST', path, run: look },
    { method: 'POST', path: '/device/decision', run: decide },
  ],
});
