import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { describeTime } from '../../describe-time.ts';
import { answer } from '../../output/answer.ts';
import { renderFacts } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { accountOption } from './account-option.ts';
import { callerOf } from './call-external-auth.ts';
import { chooseLink, describeHealth, type StoredLinks } from './links.ts';

type Facts = readonly (readonly [name: string, fact: string])[];

/** Where the provider's app is installed; nothing for providers without apps. */
function appFacts(answer: JsonObject): Facts {
  if (answer.app_installable !== true) return [];
  const accounts = objectsOf(answer, 'installations').map(({ account }) => (isJsonObject(account) ? textOf(account, 'login') : ''));
  return [['app installed for', accounts.join(' ') || 'nobody yet']];
}

function describe({ provider, links }: StoredLinks, link: JsonObject, answer: JsonObject): Facts {
  const [state, cause] = describeHealth(link);
  const user = isJsonObject(answer.user) ? textOf(answer.user, 'profile_url') : '';
  return [
    ['provider', `${textOf(provider, 'display_name')} (${textOf(provider, 'id')})`],
    ['account', textOf(link, 'account') || '(no name)'],
    ...(user === '' ? [] : ([['profile', user]] satisfies Facts)),
    ['default', link.default === true ? 'yes' : `no, one of ${links.length}`],
    ['works', answer.authenticated === true ? 'yes' : 'no'],
    ['health', cause === '' ? state : `${state}: ${cause}`],
    ['token ends', describeTime(link.expires)],
    ['scopes', Array.isArray(link.scopes) ? link.scopes.join(' ') : ''],
    ['kind', link.kind === 'token' ? 'a pasted token' : 'a sign-in at the provider'],
    ['linked', describeTime(link.created_at)],
    ['renewed', describeTime(link.last_refreshed_at)],
    ['checked', describeTime(link.last_validated_at)],
    ['used', describeTime(link.last_used_at)],
    ...appFacts(answer),
  ];
}

/** `grantry external-auth show` */
export const showExternalAuth: Command = defineCommand({
  description: 'Shows one of your accounts: whether its token works, asked just now, how it has fared, and where the provider knows it.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { account: accountOption, url: urlOption },
  examples: [
    { does: 'Look at your GitHub account:', lines: ['grantry external-auth show github'] },
    { does: 'Look at the other one:', lines: ['grantry external-auth show github --account octo-work'] },
  ],
  run: async ({ provider, account, url }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    const [found, stored] = await Promise.all([caller.call('', { parameters: { account } }), caller.storedLinks()]);
    await answer(terminal, { ...found, links: stored.links }, () => renderFacts(describe(stored, chooseLink(stored, account), found)));
    return 'done';
  },
});
