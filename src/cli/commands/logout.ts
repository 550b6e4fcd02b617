import { callApi } from '../api/call-api.ts';
import { type Command, defineCommand } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import { forgetDeployment } from '../credentials/change-credentials.ts';
import { credentialsPath, readCredentials } from '../credentials/credentials-file.ts';
import { canonicalUrl } from '../credentials/signed-in.ts';
import { clientId } from '../credentials/token-answer.ts';
import { urlOption } from './shared-options.ts';

/** `grantry logout` */
export const logout: Command = defineCommand({
  description:
    'Ends your sign-in at the server and forgets it here. An API token that you gave with --token is forgotten, and goes on working.',
  options: { url: urlOption },
  examples: [{ does: 'Sign out of the server you signed in to last:', lines: ['grantry logout'] }],
  run: async ({ url: named }, terminal) => {
    const { environment } = terminal;
    const { current, deployments } = readCredentials(credentialsPath(environment));
    const url = named === undefined ? current : canonicalUrl(named);
    const deployment = url !== undefined && Object.hasOwn(deployments, url) ? deployments[url] : undefined;
    if (url === undefined || deployment === undefined)
      throw new CommandFailure('you are not signed in there', 'grantry whoami, to see where you are');
    if (deployment.refresh_token !== undefined) {
      // RFC 7009 §2.1: revoking the refresh token ends the access tokens of its grant too.
      const form = { token: deployment.refresh_token, token_type_hint: 'refresh_token', client_id: clientId };
      const revoked = await callApi({ url, path: '/oauth2/revoke', method: 'POST', body: { form } }).catch((error: unknown) => error);
      if (revoked instanceof Error) terminal.say(`The server could not be told, so the sign-in lasts until it expires: ${revoked.message}`);
    }
    await forgetDeployment(environment, url);
    terminal.say(`Signed out of ${url}.`);
    return 'done';
  },
});
