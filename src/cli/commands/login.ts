import { callApi } from '../api/call-api.ts';
import { readAnswer, textOf } from '../api/read-answer.ts';
import { type Command, defineCommand } from '../command.ts';
import { keepDeployment } from '../credentials/change-credentials.ts';
import type { Deployment } from '../credentials/credentials-file.ts';
import { canonicalUrl } from '../credentials/signed-in.ts';
import type { Terminal } from '../terminal.ts';

async function signIn(url: string, opensBrowser: boolean, terminal: Terminal): Promise<Deployment> {
  const [{ signInWithBrowser }, { openBrowser }] = await Promise.all([
    import('../login/sign-in-with-browser.ts'),
    import('../login/open-browser.ts'),
  ]);
  return signInWithBrowser(url, (authorizationUrl) => {
    terminal.say(`Sign in here: ${authorizationUrl}`);
    if (opensBrowser) openBrowser(authorizationUrl);
  });
}

async function signInElsewhere(url: string, terminal: Terminal): Promise<Deployment> {
  const { signInWithDevice } = await import('../login/sign-in-with-device.ts');
  return signInWithDevice(url, terminal);
}

/** `grantry login` */
export const login: Command = defineCommand({
  description:
    'Opens the browser to sign you in, and keeps the sign-in for the other commands in a file that only you can read. With --device it prints a code instead, to type in a browser elsewhere; with --token it keeps an API token, after trying it.',
  arguments: { server: { isOptional: true, summary: 'The URL of the server, in place of --url.' } },
  options: {
    url: { value: 'url', env: ['GRANTRY_URL'], default: 'http://127.0.0.1:4600', summary: 'The server.' },
    token: { value: 'token', env: ['GRANTRY_TOKEN'], summary: 'An API token to keep.' },
    'no-browser': { summary: 'Only print the URL to open.' },
    device: { summary: 'Print a code to type in a browser anywhere.' },
  },
  examples: [
    { does: 'Sign in to a server:', lines: ['grantry login https://auth.example.com'] },
    { does: 'Sign in where there is no browser:', lines: ['grantry login https://auth.example.com --device'] },
    { does: 'Sign in where there is nobody:', lines: ['grantry login https://auth.example.com --token "$TOKEN"'] },
  ],
  run: async ({ server, url: named, token, 'no-browser': noBrowser, device }, terminal) => {
    const url = canonicalUrl(server ?? named);
    const deployment = device ? await signInElsewhere(url, terminal) : token ? { token } : await signIn(url, !noBrowser, terminal);
    const user = readAnswer(url, await callApi({ url, path: '/api/v2/users/me', token: deployment.token }));
    await keepDeployment(terminal.environment, url, deployment);
    terminal.say(`Signed in to ${url} as ${textOf(user, 'username')}.`);
    return 'done';
  },
});
