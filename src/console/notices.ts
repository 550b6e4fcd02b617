import type { Notice } from './views/frame.ts';

/** What a page may say after a form led to it. The words are ours: an address cannot put others on the page. */
const noticeTexts = {
  api_token_deleted: 'The token is deleted.',
  agent_saved: 'Saved.',
  agent_identity_added: 'The workload is the agent from now on.',
  agent_identity_removed: 'The workload is the agent no longer.',
  agent_revoked: 'The agent is revoked.',
  app_revoked: 'The application has no access any more.',
  application_deleted: 'The application is deleted.',
  application_saved: 'Saved.',
  provider_created: 'The provider is added. Test it, then link an account.',
  provider_deleted: 'The provider is deleted.',
  provider_saved: 'Saved. It holds at once here, and within two seconds on other nodes.',
  secret_deleted: 'The secret is deleted.',
  session_ended: 'The session is ended.',
  webhook_deleted: 'The webhook is deleted.',
  webhook_saved: 'Saved.',
  webhook_sent: 'It is on its way.',
} as const;

/** The name of a notice in an address. */
export type NoticeName = keyof typeof noticeTexts;

/** A path that says something when it opens. */
export const withNotice = (path: string, notice: NoticeName): string => `${path}?notice=${notice}`;

/** The notice an address names, if it is one of ours. */
export function readNotice(query: URLSearchParams): Notice | undefined {
  const name = query.get('notice');
  return name !== null && Object.hasOwn(noticeTexts, name) ? { tone: 'success', text: noticeTexts[name as NoticeName] } : undefined;
}
