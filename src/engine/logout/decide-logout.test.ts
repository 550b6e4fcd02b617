import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noLogoutRules } from '../model/logout-rules.ts';
import { validClient } from '../testing/records.ts';
import { decideLogout, type LogoutDecision, type LogoutFacts } from './decide-logout.ts';

const registered = 'https://app.example.com/signed-out?from=us';
const client = { ...validClient, logoutRules: { ...noLogoutRules, postLogoutRedirectUris: [registered] } };
const hint = { clientId: client.clientId, sub: 'user-1', sid: 'sid-1' };
const person = { sub: 'user-1', sid: 'sid-1' };

/** An application that holds the person's ID token of this session, and wants them back. */
const valid: LogoutFacts = {
  request: { idTokenHint: 'jwt', clientId: undefined, postLogoutRedirectUri: registered, state: 'a b' },
  hint,
  client,
  person,
  isConfirmed: false,
};
const location = `${registered}&state=a%20b`;
const bare = { ...valid, request: { ...valid.request, idTokenHint: undefined }, hint: undefined };

const wish = (request: Partial<LogoutFacts['request']>): Pick<LogoutFacts, 'request'> => ({ request: { ...valid.request, ...request } });

for (const [clause, title, facts, expected] of [
  ['§2', 'the ID token of the session needs no question, and state comes back', valid, { action: 'end', location }],
  [
    '§2',
    'an ID token without sid is of the session if the person is the same',
    { hint: { ...hint, sid: undefined } },
    { action: 'end', location },
  ],
  ['§2', 'an ID token of another session is asked about', { hint: { ...hint, sid: 'sid-2' } }, { action: 'ask' }],
  ['§2', 'an ID token of another person is asked about', { hint: { ...hint, sub: 'user-2' } }, { action: 'ask' }],
  ['§6', 'without an ID token the person is asked', bare, { action: 'ask', location }],
  ['§6', 'a person who said yes is not asked again', { ...bare, isConfirmed: true }, { action: 'end', location }],
  [
    '§2',
    'an application without a name asks, and nobody goes anywhere',
    { ...bare, ...wish({ postLogoutRedirectUri: undefined }), client: undefined },
    { action: 'ask', clientName: undefined, location: undefined },
  ],
  ['§3', 'who is signed in no more goes back at once', { person: undefined, hint: undefined }, { action: 'end', location }],
  ['§3', 'without an address there is a page', wish({ postLogoutRedirectUri: undefined }), { action: 'end', location: undefined }],
  ['§3', 'without state nothing is added', wish({ state: undefined }), { action: 'end', location: registered }],
  ['§3', 'an address that is not registered', wish({ postLogoutRedirectUri: 'https://app.example.com/other' }), { action: 'show_error' }],
  ['§3', 'the registered address with more behind it', wish({ postLogoutRedirectUri: `${registered}&x=1` }), { action: 'show_error' }],
  ['§3', 'an address of nobody known', { ...bare, client: undefined }, { action: 'show_error' }],
  [
    '§3',
    'an address that is not registered, even when the person said yes',
    { ...wish({ postLogoutRedirectUri: 'https://evil.example' }), isConfirmed: true },
    { action: 'show_error' },
  ],
  ['§2', 'the client_id of the ID token', wish({ clientId: client.clientId }), { action: 'end', location }],
  [
    '§2',
    'another client_id than that of the ID token',
    { ...wish({ clientId: 'other' }), client: { ...client, clientId: 'other' } },
    { action: 'show_error' },
  ],
  ['§4', 'a client_id that nobody has', { ...wish({ clientId: 'nobody' }), client: undefined }, { action: 'show_error' }],
] as readonly (readonly [string, string, Partial<LogoutFacts>, Partial<LogoutDecision>])[]) {
  test(`OpenID Connect RP-Initiated Logout ${clause}: ${title}`, () => {
    assert.partialDeepStrictEqual(decideLogout({ ...valid, ...facts }), expected);
  });
}
