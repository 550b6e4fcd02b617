/** What HTML takes for something else in text and in quoted attributes. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);

/**
 * A page that posts an authorization response to the client: at once, or by its button where scripts do not run. The front end sends it under its own
 * address, so that it needs nothing of ours.
 *
 * @see OAuth 2.0 Form Post Response Mode §2
 */
export function formPostPage({ action, fields }: { readonly action: string; readonly fields: Readonly<Record<string, string>> }): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Back to the application</title></head>
<body onload="document.forms[0].submit()">
<form method="post" action="${escapeHtml(action)}">
${inputs.join('\n')}
<noscript><button>Continue</button></noscript>
</form>
</body>
</html>
`;
}
