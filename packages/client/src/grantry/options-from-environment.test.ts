import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallerRefusedError } from './errors.ts';
import { githubActionsIdentity } from './github-actions-identity.ts';
import { optionsFromEnvironment } from './options-from-environment.ts';

const url = 'https://grantry.test';

test('seed 000: the variables of the command say where the server is and who asks', () => {
  const cases: readonly (readonly [environment: Record<string, string>, options: object])[] = [
    [
      { GRANTRY_AGENT_URL: url, GRANTRY_AGENT_TOKEN: 'a', GRANTRY_TOKEN: 'u' },
      { url, agentToken: 'a' },
    ],
    [
      { CODER_AGENT_URL: url, CODER_AGENT_TOKEN: 'a' },
      { url, agentToken: 'a' },
    ],
    [
      { GRANTRY_URL: url, GRANTRY_AGENT_TOKEN: '', GRANTRY_AGENT_TOKEN_FILE: '/f' },
      { url, agentTokenFile: '/f' },
    ],
    [
      { GRANTRY_URL: url, GRANTRY_IDENTITY_TOKEN_FILE: '/j', GRANTRY_IDENTITY_AUDIENCE: 'x', GRANTRY_AGENT_NAME: 'n' },
      { url, identityTokenFile: '/j', identityAudience: 'x', agentName: 'n' },
    ],
    [
      { GRANTRY_URL: url, GRANTRY_TOKEN: 'u' },
      { url, userToken: 'u' },
    ],
  ];
  for (const [environment, options] of cases) assert.deepEqual(optionsFromEnvironment(environment), options);
  assert.ok('identityToken' in optionsFromEnvironment({ GRANTRY_URL: url }));
  assert.throws(() => optionsFromEnvironment({ GRANTRY_TOKEN: 'u' }), TypeError);
});

/** Asks as a job whose GitHub answers as told. */
async function ask(answer: () => Response, environment?: Record<string, string>) {
  const asked: string[] = [];
  const send: typeof fetch = async (target, init) => {
    asked.push(`${String(target)} ${new Headers(init?.headers).get('authorization')}`);
    return answer();
  };
  const job = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.test/token?v=1', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary' };
  const { signal } = new AbortController();
  const outcome = await Promise.resolve(githubActionsIdentity(environment ?? job, send)({ audience: 'a b', signal })).catch(
    (error) => error,
  );
  return { outcome, asked };
}

test('a job of GitHub Actions asks for a JWT of the audience', async () => {
  const { outcome, asked } = await ask(() => Response.json({ value: 'jwt' }));
  assert.deepEqual([outcome, asked], ['jwt', ['https://ci.test/token?v=1&audience=a+b Bearer canary']]);
});

test('what is no job, or gets no token, is a CallerRefusedError without a secret', async () => {
  const failing = () => {
    throw new TypeError('fetch failed with canary');
  };
  const outcomes = [
    await ask(() => Response.json({ value: 'jwt' }), {}),
    await ask(() => Response.json({}, { status: 403 })),
    await ask(() => Response.json({ value: 7 })),
    await ask(failing),
  ];
  for (const { outcome } of outcomes) {
    assert.ok(outcome instanceof CallerRefusedError);
    assert.ok(!String(outcome.stack).includes('canary'));
  }
});
