import { type Command, defineCommand } from '../../command.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { getAsker } from '../../git/asker.ts';
import { longestInput } from '../../git/decode-attributes.ts';
import { type CredentialRequest, decodeCredentialRequest } from '../../git/decode-request.ts';
import { type GitFlags, gitOptions } from '../../git/git-options.ts';
import type { Terminal } from '../../terminal.ts';

type Flags = GitFlags & { readonly 'allow-http': boolean };

/** Says nothing, and git goes on to its next helper, when the credential is none of ours. */
async function get(request: CredentialRequest, flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { match, isExposed, wantsBearer, account: username } = request;
  if (match === undefined) return 'done';
  if (isExposed && !flags['allow-http']) {
    terminal.say(`grantry: ${match} is not encrypted, so it gets no token. Try: https, or --allow-http`);
    return 'done';
  }
  const { askForToken } = await import('../../git/ask-for-token.ts');
  const asker = await getAsker(flags, terminal.environment);
  const answer = await askForToken(asker, { match, account: flags.account, username });
  switch (answer.outcome) {
    case 'credential': {
      const { encodeBearer, encodeCredential } = await import('../../git/encode-credential.ts');
      terminal.print(wantsBearer ? encodeBearer(answer.credential) : encodeCredential(answer.credential));
      return 'done';
    }
    case 'link_needed':
      terminal.say(`grantry: link your account first: ${answer.url}`);
      terminal.print('quit=1\n'); // no other helper has the account either, and a prompt would ask for a password that nobody has
      return 'done';
    case 'no_provider':
      return 'done';
  }
}

async function erase({ match, accessToken }: CredentialRequest, flags: Flags, terminal: Terminal): Promise<ExitCode> {
  if (match === undefined || accessToken === undefined) return 'done';
  const { reportRefusedToken } = await import('../../git/report-refused-token.ts');
  await reportRefusedToken(await getAsker(flags, terminal.environment), accessToken);
  return 'done';
}

/** `grantry git-credential get|store|erase`, as git calls it. */
export const answerGit: Command = defineCommand({
  description:
    'A credential helper: git asks it for the token of a repository, and tells it when the token was refused. Set it up with grantry git-credential install, and take it away with grantry git-credential uninstall. Where no provider serves the repository it says nothing, and git asks its next helper.',
  arguments: { operation: { summary: 'get, store or erase; git adds it. Any other does nothing.' } },
  options: {
    ...gitOptions,
    'allow-http': { summary: 'Give tokens also to hosts that are reached without encryption.' },
  },
  examples: [
    { does: 'Set git up:', lines: ['grantry git-credential install'] },
    { does: 'See what git would get:', lines: ["printf 'protocol=https\\nhost=github.com\\n' | grantry git-credential get"] },
  ],
  run: async ({ operation, ...flags }, terminal) => {
    switch (operation) {
      case 'get':
        return get(decodeCredentialRequest(await terminal.readInput(longestInput)), flags, terminal);
      case 'erase':
        return erase(decodeCredentialRequest(await terminal.readInput(longestInput)), flags, terminal);
      default: // `store`: the server keeps the tokens. gitcredentials(7): a helper ignores operations that it does not know.
        return 'done';
    }
  },
});
