import { listResultCodes, type ResultCodes } from '../result-codes.ts';
import { authorizationExplanations } from './authorization-codes.ts';
import { clientExplanations } from './client-codes.ts';
import { type Explanation, type Explanations, explanation } from './explanation.ts';
import { sharedExplanations } from './shared-codes.ts';
import { tokenExplanations } from './token-codes.ts';

/** A result code, explained. */
export interface ExplainedCode extends Explanation {
  readonly code: string;
}

/** Codes that mean one thing wherever they come up. */
export const explanations: Explanations = {
  ...sharedExplanations,
  ...authorizationExplanations,
  ...tokenExplanations,
  ...clientExplanations,
};

/** What the last three digits mean where no more is known than the error. */
const byDigits: Explanations = {
  199: explanation('Something is wrong on the side of the server, or of its front end.', 'Look into their logs.'),
  390: explanation('invalid_request: a parameter is missing or malformed.', 'Read error_description: it names the parameter.'),
  392: explanation('invalid_grant: what was sent to get tokens is not good, or not any more.', 'Start over with a new authorization.'),
  393: explanation(
    'unauthorized_client: the client may not do this.',
    'Allow it the grant type or the response type, or use another client.',
  ),
  394: explanation('unsupported_grant_type: the service does not have this grant type.', 'Use one of `supportedGrantTypes`.'),
  395: explanation('invalid_scope: a scope is unknown, malformed, or not for this client.', 'Ask for scopes that the client may request.'),
  396: explanation('invalid_target: the resource is not one to ask for.', 'Ask for another `resource` or `audience`.'),
  397: explanation('access_denied: somebody said no.', 'Nothing to repair. Ask again only when the person asks you to.'),
  398: explanation('temporarily_unavailable: too much is going on at once.', 'Try again in a moment.'),
  399: explanation('Another error, which the answer names.', 'Read `error` and `error_description`.'),
};

/** Explains every code that an operation may refuse with. */
export const explainCodes = (codes: ResultCodes): readonly ExplainedCode[] =>
  listResultCodes(codes).map((code) => {
    const known = explanations[code] ?? byDigits[code.slice(4)];
    if (known === undefined) throw new TypeError(`the code ${code} is not explained`);
    return { code, ...known };
  });

/** Explains a code that no family of codes has. */
export const explainCode = (code: string): ExplainedCode => {
  const known = explanations[code];
  if (known === undefined) throw new TypeError(`the code ${code} is not explained`);
  return { code, ...known };
};
