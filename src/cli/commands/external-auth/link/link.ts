import { type JsonObject, textOf } from '../../../api/read-answer.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { CommandFailure } from '../../../command-failure.ts';
import { answerQuietly } from '../../../output/answer.ts';
import { urlOption } from '../../shared-options.ts';
import { callerOf } from '../call-external-auth.ts';
import { describeAccount } from '../links.ts';
import type { LinkRequest } from './link-request.ts';

async function linkBy(
  request: LinkRequest,
  typed: { readonly isPasted: boolean; readonly isDevice: boolean; readonly name: string | undefined },
) {
  if (typed.isPasted) return (await import('./link-with-token.ts')).linkWithToken(request, typed.name);
  if (typed.isDevice || request.before.provider.device === true) return (await import('./link-with-device.ts')).linkWithDevice(request);
  return (await import('./link-in-browser.ts')).linkInBrowser(request);
}

/** `grantry external-auth link` */
export const linkExternalAuth: Command = defineCommand({
  description:
    'Links an account of yours: the browser opens at the provider, and the command waits until the account is linked, for ten minutes at most. Where the provider is linked with a code, it shows the code and where to type it. Linking an account again replaces its token. The account linked last is the default one, unless it was linked with --another.',
  arguments: { provider: { summary: "The provider's id." } },
  options: {
    'no-browser': { summary: 'Only print the URL to open.' },
    device: { summary: 'Show a code to type at the provider on any device.' },
    another: { summary: 'Link it beside the accounts that are there, and keep the default one.' },
    'token-stdin': { summary: 'Read an API key or a personal access token from stdin, and keep it as an account.' },
    account: { value: 'name', summary: 'With --token-stdin: what to call the account, where the provider does not say.' },
    url: urlOption,
  },
  examples: [
    { does: 'Link your GitHub account:', lines: ['grantry external-auth link github'] },
    { does: 'Link a second one, from a machine without a browser:', lines: ['grantry external-auth link github --another --no-browser'] },
    { does: 'Keep a personal access token:', lines: ['grantry external-auth link jfrog --token-stdin <token.txt'] },
  ],
  run: async ({ provider, device, another, account, url, ...flags }, terminal) => {
    if (account !== undefined && !flags['token-stdin'])
      throw new CommandFailure('--account is for --token-stdin: elsewhere the provider says it');
    const caller = await callerOf(terminal, url, provider);
    const before = await caller.storedLinks();
    const request: LinkRequest = { provider, caller, before, another, opensBrowser: !flags['no-browser'], terminal };
    const link: JsonObject = await linkBy(request, { isPasted: flags['token-stdin'], isDevice: device, name: account });
    await answerQuietly(terminal, link);
    const isDefault =
      link.default === true ? '' : `, beside ${textOf(before.links.find((each) => each.default === true) ?? {}, 'account')}`;
    terminal.say(`Linked ${describeAccount(link, before.provider)}${isDefault}.`);
    return 'done';
  },
});
