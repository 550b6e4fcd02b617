import { Browser, type Page } from './browser.ts';

/** The person who signs in. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

const expectOk = (page: Page, what: string): Page => {
  if (page.status >= 400) throw new Error(`${what} failed with status ${page.status} at ${page.url}:\n${page.html.slice(0, 2000)}`);
  return page;
};

/** Which account at the provider; another one is kept beside the first. */
export interface Choice {
  readonly account?: string;
  readonly another?: boolean;
}

/** Links an account as a person does: signs in, opens the provider's page in Grantry, allows it at the provider, and comes back. */
export async function linkAccount(
  grantryUrl: string,
  providerId: string,
  person: Person,
  { account = '', another = false }: Choice = {},
): Promise<Page> {
  const browser = new Browser();
  const signIn = expectOk(await browser.visit(`${grantryUrl}/login`), 'opening the sign-in page');
  expectOk(await browser.submit(signIn, /\/login/, { login: person.email, password: person.password }), 'signing in');
  const provider = expectOk(
    await browser.visit(`${grantryUrl}/external-auth/${providerId}/callback?another=${another}`),
    'going to the provider',
  );
  return expectOk(await browser.submit(provider, /\/interaction\//, { account }), 'coming back from the provider');
}
