import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuth2Server } from 'oauth2-mock-server';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { unlinkConnection } from '../../src/broker/unlink/unlink-connection.ts';
import { seconds } from '../../src/protocol/units.ts';
import { linkAccount, testAccessUrl } from '../support/link-account.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

test('at oauth2-mock-server, found by its metadata: linked, kept through a fault, ended by invalid_grant, and linked again', async () => {
  const upstream = new OAuth2Server();
  await upstream.issuer.keys.generate('ES256');
  await upstream.start(0, '127.0.0.1');
  try {
    await using opened = await openTestBroker({
      accessUrl: testAccessUrl,
      providers: providersOf({ id: 'upstream', type: 'oidc', client_id: 'c', client_secret: 's', issuer: upstream.issuer.url ?? '' }),
      times: { retries: seconds(0) },
    });
    const { broker, pass } = opened;
    const ask = async (): Promise<string> => (await handOut(broker, { userId, selector: { id: 'upstream' } })).action;
    const answerOnce = (statusCode: number, body: object): void => {
      upstream.service.once('beforeResponse', (response) => {
        response.statusCode = statusCode;
        response.body = body as typeof response.body; // a fault is no answer its types foresee
      });
    };

    await linkAccount(opened);
    assert.equal(await ask(), 'token');
    pass(3600);
    answerOnce(503, { error: 'temporarily_unavailable' });
    assert.equal(await ask(), 'unavailable');
    pass(10);
    assert.equal(await ask(), 'token', 'the provider is back');
    pass(3600);
    answerOnce(400, { error: 'invalid_grant', error_description: 'revoked by the user' });
    assert.equal(await ask(), 'link_needed');
    assert.equal((await broker.facts.findConnectionOf(userId, 'upstream'))?.failure?.words, 'invalid_grant: revoked by the user');

    await linkAccount(opened);
    assert.equal(await ask(), 'token');
    const [provider] = broker.providers;
    assert.ok(provider);
    upstream.service.once('beforeRevoke', (response) => {
      response.statusCode = 418;
    });
    const { id = '' } = (await broker.facts.findConnectionOf(userId, provider.id)) ?? {};
    assert.match((await unlinkConnection(broker, provider, id))?.error ?? '', /^status 418/);
  } finally {
    await upstream.stop();
  }
});
