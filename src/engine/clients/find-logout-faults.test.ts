import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noLogoutRules } from '../model/logout-rules.ts';
import { openEngine } from '../testing/open-engine.ts';
import { findLogoutFaults } from './find-logout-faults.ts';
import { updateClient } from './manage-clients.ts';

for (const [clause, title, rules, field] of [
  ['RP-Initiated Logout §3.1', 'several addresses', { postLogoutRedirectUris: ['https://a.example/out', 'http://127.0.0.1/out'] }, ''],
  [
    'RP-Initiated Logout §3.1',
    'an address with a fragment',
    { postLogoutRedirectUris: ['https://a.example/#x'] },
    'post_logout_redirect_uris',
  ],
  ['RP-Initiated Logout §3.1', 'a scheme that runs', { postLogoutRedirectUris: ['javascript:alert(1)'] }, 'post_logout_redirect_uris'],
  [
    'RP-Initiated Logout §3.1',
    'too many addresses',
    { postLogoutRedirectUris: Array(33).fill('https://a.example/') },
    'post_logout_redirect_uris',
  ],
  ['Back-Channel Logout §2.2', 'https', { backchannelLogoutUri: 'https://a.example/out?x=1' }, ''],
  ['Back-Channel Logout §2.2', 'this machine', { backchannelLogoutUri: 'http://127.0.0.1:8080/out' }, ''],
  ['Back-Channel Logout §2.2', 'plain HTTP elsewhere', { backchannelLogoutUri: 'http://a.example/out' }, 'backchannel_logout_uri'],
  ['Back-Channel Logout §2.2', 'a fragment', { backchannelLogoutUri: 'https://a.example/out#x' }, 'backchannel_logout_uri'],
  ['Back-Channel Logout §2.2', 'a user name', { backchannelLogoutUri: 'https://u@a.example/out' }, 'backchannel_logout_uri'],
  ['Back-Channel Logout §2.2', 'sid without an address', { backchannelLogoutSessionRequired: true }, 'backchannel_logout_session_required'],
] as const) {
  test(`OpenID Connect ${clause}: ${title} ${field === '' ? 'may' : 'must not'} be registered`, () => {
    const faults = findLogoutFaults({ clientType: 'confidential', logoutRules: { ...noLogoutRules, ...rules } });
    assert.deepEqual(
      faults.map((fault) => fault.field),
      field === '' ? [] : [field],
    );
  });
}

test('OpenID Connect Back-Channel Logout §2.2: what a client registered is kept, and an empty address ends it', async () => {
  await using opened = await openEngine();
  const { engine, service } = opened;
  const rules = { postLogoutRedirectUris: ['https://app.example.com/out'], backchannelLogoutUri: 'https://app.example.com/told' };
  const { client } = await opened.addClient({ ...rules, backchannelLogoutSessionRequired: true });
  const clientId = client.clientId;
  assert.deepEqual((await engine.facts.findClient(service.id, clientId))?.client.logoutRules, {
    ...rules,
    backchannelLogoutSessionRequired: true,
  });
  await updateClient(engine, { service, clientId, input: { name: 'Other' } });
  assert.equal((await engine.facts.findClient(service.id, clientId))?.client.logoutRules.backchannelLogoutUri, rules.backchannelLogoutUri);
  await updateClient(engine, { service, clientId, input: { backchannelLogoutUri: '', backchannelLogoutSessionRequired: false } });
  assert.deepEqual((await engine.facts.findClient(service.id, clientId))?.client.logoutRules, {
    ...noLogoutRules,
    postLogoutRedirectUris: rules.postLogoutRedirectUris,
  });
});
