import type { WebhookChange } from '../broker/webhooks/changes.ts';
import type { Commit } from '../protocol/commit.ts';
import type { AnyChange } from '../stores/database.ts';

/** The changes after which there is something to send. */
const news: ReadonlySet<string> = new Set<WebhookChange['change']>([
  'announce',
  'amend_announcement',
  'insert_delivery',
  'replay_delivery',
]);

/** A commit that says afterwards when the changes were news for webhooks: what is announced here is sent at once. */
export const announcingCommit =
  <Change extends AnyChange>(commit: Commit<Change>, onNews: () => void): Commit<Change> =>
  async (changes) => {
    const result = await commit(changes);
    if (result.outcome === 'committed' && changes.some(({ change }) => news.has(change))) onNews();
    return result;
  };
