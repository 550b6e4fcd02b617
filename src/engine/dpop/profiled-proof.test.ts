import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ProfileName } from '../model/profile-name.ts';
import { makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine } from '../testing/open-engine.ts';
import { verifyDpop } from './verify-dpop.ts';

const url = 'https://auth.example.com/oauth2/tokens';
const fapi: readonly ProfileName[] = ['fapi2_security'];

test('FAPI 2.0 Security Profile §5.4.1 (1): a proof signed with RS256 is refused under the profile of the service or the client', async () => {
  await using run = await openEngine();
  const now = run.engine.clock();
  const [weak, strong] = [makeDpopKey('RS256'), makeDpopKey('Ed25519')];
  const verify = async (key: typeof weak, byService: readonly ProfileName[], byClient: readonly ProfileName[]): Promise<boolean> => {
    const dpop = { proofs: [key.prove({ htm: 'POST', htu: url, iat: now })], method: 'POST', url };
    const service = { ...run.service, profiles: byService };
    const proven = await verifyDpop(run.engine, { service, client: { profiles: byClient }, dpop, accessToken: undefined, now });
    if (proven instanceof OAuthError) assert.equal(proven.code, 'invalid_dpop_proof');
    return !(proven instanceof OAuthError);
  };
  assert.deepEqual(
    [await verify(weak, [], []), await verify(weak, fapi, []), await verify(weak, [], fapi), await verify(strong, fapi, fapi)],
    [true, false, false, true],
  );
});
