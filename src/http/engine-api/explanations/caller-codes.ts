import { type CallerErrorKind, callerErrors } from '../caller-error.ts';
import { type Explanation, type Explanations, explanation } from './explanation.ts';

const byKind: Readonly<Record<CallerErrorKind, Explanation>> = {
  serverFault: explanation('Something went wrong on our side.', 'Look for the id of the request in the log of the server.'),
  noToken: explanation('The call has no Authorization header.', 'Send `Authorization: Bearer` with a service or organization token.'),
  unknownToken: explanation('The token is none of ours, or was revoked.', 'Make another one: `grantry management-token create`.'),
  foreignToken: explanation('The token is of another service.', 'Use the token of the service in the path, or one of the organization.'),
  unknownService: explanation('There is no such service.', 'Compare the number in the path with what `service list` says.'),
  missingRight: explanation('The token does not allow this.', 'Make one with the right that resultMessage names.'),
  noBody: explanation('The call has no body.', 'Send its members as JSON.'),
  unreadableBody: explanation('The body cannot be read.', 'Send well-formed JSON of at most 1 MiB, as application/json in UTF-8.'),
  wrongMember: explanation('A member is missing, of a wrong type, or not supported.', 'Read resultMessage: it names the member.'),
  unknownOperation: explanation('There is no such operation.', 'Compare the path with this reference.'),
  wrongMethod: explanation('The path takes another method.', 'Use the one that resultMessage names.'),
  notFound: explanation('What the call is about is not there.', 'Compare the id with what lists say.'),
  conflict: explanation(
    'Somebody else changed the same at the same time, or something with this name is there.',
    'Read resultMessage, look again, and try again.',
  ),
  clientLocked: explanation('The client is locked.', 'Unlock it: `grantry client-management update-lock-flag`.'),
  forbidden: explanation('This cannot be done here.', 'Read resultMessage.'),
  limitReached: explanation(
    'There are as many as the service allows, such as clients of one developer.',
    'Delete one that is not needed, or change the limit of the service.',
  ),
};

/** Codes of calls that are wrong in themselves. */
export const callerExplanations: Explanations = Object.fromEntries(
  Object.entries(callerErrors).map(([kind, { code }]) => [code, byKind[kind as CallerErrorKind]]), // the entries of a record by kind
);
