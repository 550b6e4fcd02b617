import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handOut } from '../../../src/broker/hand-out/hand-out.ts';
import { providerTypes } from '../../../src/broker/providers/registry.ts';
import { unlinkConnection } from '../../../src/broker/unlink/unlink-connection.ts';
import { linkAccount, testAccessUrl } from '../../support/link-account.ts';
import { openTestBroker, providersOf, userId } from '../../support/test-broker.ts';
import { startTypeUpstream } from './type-upstream.ts';
import { wires } from './wires.ts';

const usual = (nth: number): object => ({ access_token: `access-${nth}`, refresh_token: `refresh-${nth}`, expires_in: 3600 });

for (const type of providerTypes) {
  test(`${type.type}: an account is linked, named, refreshed and revoked in the provider's own words`, async () => {
    const wire = wires[type.type] ?? assert.fail('a type needs a wire in wires.ts');
    const { authPath, tokens = usual, api = {} } = wire;
    await using upstream = await startTypeUpstream({ type, authPath, tokens, api });
    const providers = providersOf({ id: 'upstream', type: type.type, client_id: 'c', client_secret: 's', ...upstream.settings });
    await using opened = await openTestBroker({ accessUrl: testAccessUrl, providers });
    const [provider = assert.fail()] = providers;
    const ask = () => handOut(opened.broker, { userId, selector: { id: 'upstream' } });

    await linkAccount(opened);
    const { state, code_challenge: challenge, ...asked } = upstream.authorizations[0] ?? {};
    const standard = {
      access_type: 'offline',
      response_type: 'code',
      client_id: 'c',
      redirect_uri: `${testAccessUrl}/external-auth/upstream/callback`,
    };
    const pkce = provider.pkceMethod === 'S256' ? { code_challenge_method: 'S256' } : {};
    assert.deepEqual(asked, { ...standard, ...pkce, ...wire.authorize });
    assert.equal(challenge !== undefined, provider.pkceMethod === 'S256', 'RFC 7636 §4.3');
    assert.ok(state);

    const [exchange = assert.fail()] = upstream.tokenRequests;
    const { code_verifier: verifier, ...members } = exchange.members;
    assert.deepEqual({ ...exchange, members }, wire.exchange);
    assert.equal(verifier !== undefined, provider.pkceMethod === 'S256', 'RFC 7636 §4.5');

    const [connection = assert.fail()] = await opened.broker.facts.listConnections(userId);
    assert.deepEqual({ account: connection.account, accountId: connection.accountId }, wire.account);
    const first = await ask();
    assert.equal(first.action === 'token' && first.connection.accessToken.reveal(), 'access-1');

    opened.pass(3600);
    const second = await ask();
    assert.equal(second.action === 'token' && second.connection.accessToken.reveal(), 'access-2');
    assert.deepEqual(upstream.tokenRequests.slice(1), [wire.refresh]);

    const revocation = await unlinkConnection(opened.broker, provider, connection.id);
    assert.deepEqual(revocation, { revoked: wire.revoke !== undefined, error: undefined });
    assert.deepEqual(upstream.revocations, wire.revoke === undefined ? [] : [wire.revoke]);
  });
}
