import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { CommandFailure } from '../../command-failure.ts';

/** A provider and the person's accounts there, as `GET …/links` answers. */
export interface StoredLinks {
  readonly provider: JsonObject;
  /** Where accounts are linked in a browser. */
  readonly url: string;
  readonly links: readonly JsonObject[];
}

/** Reads them. */
export const readStoredLinks = (body: JsonObject): StoredLinks => ({
  provider: isJsonObject(body.provider) ? body.provider : {},
  url: textOf(body, 'url'),
  links: objectsOf(body, 'links'),
});

/** What the provider calls an account. */
export const nameOf = (link: JsonObject): string => textOf(link, 'account') || 'the account';

/** An account with its provider, for sentences. */
export const describeAccount = (link: JsonObject, provider: JsonObject): string =>
  `${nameOf(link)} at ${textOf(provider, 'display_name') || textOf(link, 'provider_id')}`;

/**
 * The account that is meant: the one of that name, or the default one.
 *
 * @throws CommandFailure if there is none
 */
export function chooseLink({ provider, links }: StoredLinks, account: string | undefined): JsonObject {
  const link = links.find((each) => (account === undefined ? each.default === true : textOf(each, 'account') === account));
  if (link !== undefined) return link;
  const names = links.map(nameOf).join(', ');
  const there = names === '' ? 'none is' : `linked: ${names}`;
  throw new CommandFailure(
    account === undefined
      ? `no account is linked at ${textOf(provider, 'id')}`
      : `${account} is not linked at ${textOf(provider, 'id')} (${there})`,
    `grantry external-auth link ${textOf(provider, 'id')}`,
  );
}

/** How a link stands: its health, and why, in words. A healthy one whose token the provider just refused does not work all the same. */
export function describeHealth(link: JsonObject): readonly [state: string, cause: string] {
  const health = isJsonObject(link.health) ? link.health : {};
  const state = textOf(health, 'state');
  const isBroken = link.authenticated !== true && (state === '' || state === 'ok');
  return [isBroken ? 'not working' : state, textOf(link, 'validate_error') || textOf(health, 'cause')];
}
