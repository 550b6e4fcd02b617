import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApplicationForm, toApplicationErrors, toClientInput } from './application-form.ts';

const typed = {
  name: 'Dash',
  redirectUris: ' https://a.example/\r\n\r\nhttps://b.example/ ',
  icon: ' ',
  postLogoutRedirectUris: ' https://a.example/out\n',
  backchannelLogoutUri: ' ',
  clientType: 'confidential',
  usesDevice: false,
} as const;
const grantTypes = ['authorization_code'];

test('redirect URIs are one a line; spaces and empty lines do not count', () => {
  assert.deepEqual(toClientInput(typed, grantTypes), {
    name: 'Dash',
    redirectUris: ['https://a.example/', 'https://b.example/'],
    grantTypes,
    icon: '',
    postLogoutRedirectUris: ['https://a.example/out'],
    backchannelLogoutUri: '',
    backchannelLogoutSessionRequired: false,
  });
  const { backchannelLogoutSessionRequired } = toClientInput({ ...typed, backchannelLogoutUri: 'https://a.example/told' }, grantTypes);
  assert.equal(backchannelLogoutSessionRequired, undefined, 'it stays what it is');
});

test('a kind that the form does not offer is the one that can keep a secret', () => {
  assert.equal(readApplicationForm(new URLSearchParams({ client_type: 'public' })).clientType, 'public');
  assert.equal(readApplicationForm(new URLSearchParams({ client_type: 'root' })).clientType, 'confidential');
  assert.deepEqual(readApplicationForm(new URLSearchParams()), {
    name: '',
    redirectUris: '',
    icon: '',
    postLogoutRedirectUris: '',
    backchannelLogoutUri: '',
    clientType: 'confidential',
    usesDevice: false,
  });
});

test('a fault stands beside its input in the form’s words; one of another field is not lost', () => {
  assert.deepEqual(toApplicationErrors([{ field: 'redirect_uris', detail: 'redirect_uris is required' }]), {
    redirectUris: 'The redirect URI is required.',
  });
  assert.deepEqual(toApplicationErrors([{ field: 'scopes', detail: 'scopes must name one' }]), {
    name: 'scopes must name one.',
  });
});
