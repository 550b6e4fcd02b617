import { type JsonObject, textOf } from '../../../api/read-answer.ts';
import type { StoredLinks } from '../links.ts';

/** The number that grows whenever an account's tokens are replaced. */
const generationOf = ({ generation }: JsonObject): number => (typeof generation === 'number' ? generation : 0);

/**
 * The account that was linked since: a new one, or one whose tokens were replaced other than by a refresh. undefined if there is
 * none yet.
 */
export const findNewLink = (before: StoredLinks, now: StoredLinks): JsonObject | undefined =>
  now.links.find((link) => {
    const known = before.links.find((each) => textOf(each, 'id') === textOf(link, 'id'));
    return known === undefined || (generationOf(link) > generationOf(known) && link.last_refreshed_at === null);
  });
