import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredential } from '../../protocol/credential.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { makeClientKey } from '../testing/client-keys.ts';
import { makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now, validCode } from '../testing/records.ts';
import { encodeTokenResponse } from '../token/encode-token-response.ts';
import { processTokenRequest } from '../token/process-token-request.ts';
import { renewRefreshToken } from './keep-refresh-token.ts';

const lifetime = seconds(1000);
const token = { id: 'refresh-1', expiresAt: epochSeconds(now + 1000) };

test('a refresh token that is kept moves its end, and not at each refresh', () => {
  assert.deepEqual(renewRefreshToken(token, lifetime, epochSeconds(now + 99)), []);
  assert.deepEqual(renewRefreshToken(token, lifetime, epochSeconds(now + 100)), [
    { change: 'renew_refresh_token', refreshTokenId: 'refresh-1', expiresAt: now + 1100 },
  ]);
  assert.deepEqual(renewRefreshToken(token, seconds(500), now), []);
});

test('FAPI 2.0 Security Profile §5.3.2.1 (9): one refresh token answers again and again, and loses nothing', async () => {
  await using run = await openEngine();
  const key = makeClientKey();
  const dpopKey = makeDpopKey();
  const { client } = await run.addClient({
    tokenEndpointAuthMethod: 'private_key_jwt',
    jwks: key.jwks,
    profiles: ['fapi2_security'],
  });
  const url = 'https://auth.example.com/oauth2/tokens';
  let count = 0;
  const send = async (form: Readonly<Record<string, string>>) => {
    const at = run.engine.clock();
    const { clientId } = client;
    const claims = { iss: clientId, sub: clientId, aud: run.service.issuer, exp: at + 60, jti: `a${count++}` };
    const request = run.request({
      ...form,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: key.signJwt(claims),
    });
    const proofs = [dpopKey.prove({ htm: 'POST', htu: url, iat: at })];
    const decision = await processTokenRequest(run.engine, { ...request, dpop: { proofs, method: 'POST', url } });
    assert.ok(decision.action === 'issue', decision.action === 'refuse' ? decision.error.reason : '');
    return encodeTokenResponse(run.engine, decision.issued, at);
  };
  const verifier = 'v'.repeat(43);
  const { id: codeId, secret: codeSecret } = run.engine.mint.credential('authorizationCode');
  const at = run.engine.clock();
  await run.engine.commit([
    {
      change: 'insert_code',
      code: {
        ...validCode,
        id: codeId,
        secretHash: run.engine.sha256(codeSecret),
        serviceId: run.service.id,
        clientNumber: client.number,
        codeChallenge: run.engine.sha256(verifier),
        createdAt: at,
        expiresAt: epochSeconds(at + 60),
      },
    },
  ]);
  const code = formatCredential({ kind: 'authorizationCode', id: codeId, secret: codeSecret });
  const redirect_uri = 'https://app.example.com/callback';
  const first = await send({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri });
  const refresh = () => send({ grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' });

  const [second, third] = await Promise.all([refresh(), refresh()]);
  assert.equal(second.refresh_token, first.refresh_token);
  assert.equal(third.refresh_token, first.refresh_token);
  assert.notEqual(second.access_token, third.access_token);
  run.pass(60_000);
  assert.equal((await refresh()).refresh_token, first.refresh_token, 'long after the leeway');
  run.pass(60_000);
  assert.equal((await refresh()).refresh_token, first.refresh_token, 'it lives on while it is used');
});
