import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { trustedIssuer as issuer, owner, signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

describe('an agent’s page', () => {
  let server: TestConsole;
  let person: Visitor;
  let path: string;

  /** Whether an entry of the form is ticked, and what else it says. */
  const rule = (index: number): readonly unknown[] => {
    const [form] = person.forms(`${path}/rules`);
    return [
      form?.fields.getAll('rule').includes(String(index)),
      form?.fields.get(`provider.${index}`),
      form?.fields.get(`scopes.${index}`),
    ];
  };

  before(async () => {
    server = await startConsole();
    person = await signUp(server);
    await person.open('/agents');
    await person.submit('/agents', { name: 'release job' });
    path = person.find(/<a href="(\/agents\/\w+)"/);
    await person.open(path);
  });
  after(() => server[Symbol.asyncDispose]());

  test('says that a new agent may get everything, and proves itself with its token', () => {
    assert.equal(person.forms(`${path}/rules`)[0]?.fields.get('may'), 'everything');
    assert.deepEqual(rule(0), [false, 'demo', '']);
    assert.match(person.page, /it proves itself with its token/);
  });

  test('rules are saved, shown again, and lifted', async () => {
    await person.submit(`${path}/rules`, { may: 'rules', rule: '0', 'scopes.0': 'openid  email' });
    assert.match(person.page, /Saved\./);
    assert.equal(person.forms(`${path}/rules`)[0]?.fields.get('may'), 'rules');
    assert.deepEqual(rule(0), [true, 'demo', 'openid email']);
    await person.open('/agents');
    assert.match(person.page, /May get <code>Demo with openid email<\/code>/);
    await person.open(path);
    await person.submit(`${path}/rules`, { may: 'everything' });
    await person.open('/agents');
    assert.match(person.page, /May get everything/);
    await person.open(path);
  });

  test('a rule about a provider that is not there saves nothing', async () => {
    await person.submit(`${path}/rules`, { may: 'rules', rule: '0', 'provider.0': 'nowhere' });
    assert.equal(person.status, 400);
    assert.match(person.page, /not known here/);
    await person.open(path);
    assert.equal(person.forms(`${path}/rules`)[0]?.fields.get('may'), 'everything');
  });

  test('a rule about installations of an app is kept as it is: as an entry of the form it would allow every account', async () => {
    const call = async (method: string, at: string, token: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'coder-session-token': token };
      return (await fetch(`${server.url}/api/v2${at}`, { method, headers, body: JSON.stringify(body) })).json();
    };
    const { session_token: token } = (await call('POST', '/users/login', '', owner)) as { session_token: string };
    const installations = [{ provider: 'demo', installations: [{ owner: 'octo' }] }];
    await call('PATCH', path, token, { hand_out_rules: installations });
    await person.open(path);
    assert.deepEqual(rule(0), [false, 'demo', '']);
    await person.submit(`${path}/rules`, { may: 'rules' });
    assert.match(person.page, /Saved\./);
    const headers = { 'coder-session-token': token };
    const agent = (await (await fetch(`${server.url}/api/v2${path}`, { headers })).json()) as { hand_out_rules: unknown };
    assert.deepEqual(agent.hand_out_rules, installations);
    await person.submit(`${path}/rules`, { may: 'everything' });
  });

  test('workloads are added and removed', async () => {
    await person.submit(`${path}/identities`, { platform: 'aws', instance_id: 'i-0ABC' });
    assert.match(person.page, /The workload is the agent from now on/);
    assert.match(person.page, /<code>aws:i-0abc<\/code>/);
    const [, holder] = person.forms(`${path}/identities`).filter(({ action }) => action === `${path}/identities`);
    assert.equal(holder?.fields.get('platform'), 'oidc');
    holder?.fields.set('issuer', issuer);
    holder?.fields.set('subject', 'repo:octo/app:*');
    holder?.fields.set('claims', 'ref=refs/heads/main\r\nref=refs/tags/*');
    await person.post(`${path}/identities`, holder?.fields ?? new URLSearchParams());
    assert.match(person.page, /repo:octo\/app:\* \[ref&#61;refs\/heads\/main\|refs\/tags\/\*\]<\/code>/);
    const [remove] = person.forms(`${path}/identities/`);
    await person.post(remove?.action ?? '', remove?.fields ?? new URLSearchParams());
    assert.match(person.page, /The workload is the agent no longer/);
    assert.doesNotMatch(person.page, /aws:i-0abc/);
  });

  test('what is no identity is refused in words', async () => {
    await person.open(path);
    await person.submit(`${path}/identities`, { platform: 'google', instance_id: ' ' });
    assert.equal(person.status, 400);
    assert.match(person.page, /The id of an instance of Google Cloud is needed/);
    await person.submit(`${path}/identities`, { platform: 'oidc', instance_id: '', issuer, subject: '*' });
    assert.equal(person.status, 400);
    assert.match(person.page, /that not everybody of the issuer has/);
  });

  test('somebody else’s agent looks as if it did not exist', async () => {
    await person.open('/agents');
    const { csrf_token = '' } = Object.fromEntries(person.forms('/logout')[0]?.fields ?? []);
    for (const action of ['rules', 'identities', 'identities/unknown/remove']) {
      const fields = new URLSearchParams({ csrf_token, platform: 'aws', instance_id: 'i-1', may: 'everything' });
      assert.equal((await person.post(`/agents/unknown/${action}`, fields)).status, 404, action);
    }
    await person.post(`${path}/identities/unknown/remove`, new URLSearchParams({ csrf_token }));
    assert.equal(person.status, 404);
    assert.equal((await person.open('/agents/unknown')).status, 404);
  });
});
