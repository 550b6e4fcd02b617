const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${content}`;

/** Asks who is there. */
export const signInPage = (problem = ''): string =>
  page(
    'Sign in',
    `<p role="alert">${escapeText(problem)}</p>
<form method="post" action="/sign-in">
<label>Name <input name="username" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form>`,
  );

/** Asks whether an application may have what it asks for. */
export const consentPage = (subject: string, clientName: string, scopes: readonly string[]): string =>
  page(
    `Allow ${escapeText(clientName)}?`,
    `<p>You are ${escapeText(subject)}. It asks for:</p><ul>${scopes.map((scope) => `<li>${escapeText(scope)}</li>`).join('')}</ul>
<form method="post" action="/consent">
<button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Deny</button></form>`,
  );

/** Asks for the code that a device shows. */
export const devicePage = (told = ''): string =>
  page(
    'Connect a device',
    `<p role="status">${escapeText(told)}</p>
<form method="post" action="/device">
<label>Code <input name="user_code" autocapitalize="characters" required></label>
<button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Deny</button></form>`,
  );
