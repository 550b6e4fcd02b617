import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrantryUnavailableError, NotLinkedError } from './errors.ts';
import { isFresh, type TimedToken, TokenKeeper, type TokenServer } from './token-keeper.ts';

const timed = (token: string, receivedAt: number, endsAt?: number): TimedToken => ({
  receivedAt,
  endsAt,
  token: { type: 'token', tokenType: 'oauth', token, expiresAt: undefined, account: '', scopes: [], extra: {} },
});
const freshness = { marginInSeconds: 60, recheckAfterInSeconds: 300 };

/** A keeper whose clock and server the test sets. */
function openKeeper(get: TokenServer['get'], reject: TokenServer['reject'] = async () => {}) {
  const scene = { now: 0, asked: 0, rejected: [] as string[] };
  const server: TokenServer = {
    get: (request) => {
      scene.asked += 1;
      return get(request);
    },
    reject: (token, signal) => {
      scene.rejected.push(token);
      return reject(token, signal);
    },
  };
  return { scene, keeper: new TokenKeeper(server, freshness, () => scene.now) };
}

test('a token is fresh until its margin, half of a short life, or as long as a call demands', () => {
  const hour = timed('t', 0, 3_600_000);
  const cases: readonly (readonly [kept: TimedToken, now: number, minValidity: number, fresh: boolean])[] = [
    [hour, 3_539_999, 0, true],
    [hour, 3_540_000, 0, false],
    [hour, 0, 3599, true],
    [hour, 1, 3600, false],
    [timed('t', 0, 30_000), 14_999, 0, true],
    [timed('t', 0, 30_000), 15_000, 0, false],
    [timed('t', 0, 30_000), 14_000, 20, false],
    [timed('t', 0), 299_999, 86_400, true],
    [timed('t', 0), 300_000, 0, false],
  ];
  for (const [kept, now, minValidity, fresh] of cases) assert.equal(isFresh(kept, now, minValidity, freshness), fresh, `${now}`);
});

test('a thousand callers are one request, and later ones are none until the token ends soon', async () => {
  let count = 0;
  const { scene, keeper } = openKeeper(async () => timed(`t${++count}`, scene.now, scene.now + 3_600_000));
  const tokens = await Promise.all(Array.from({ length: 1000 }, () => keeper.get({})));
  assert.deepEqual([...new Set(tokens.map(({ token }) => token))], ['t1']);
  scene.now = 3_539_000;
  assert.equal((await keeper.get({})).token, 't1');
  scene.now = 3_541_000;
  assert.equal((await keeper.get({})).token, 't2');
  assert.equal((await keeper.get({ refresh: true })).token, 't3');
  assert.equal(scene.asked, 3);
});

test('a demand for a longer life does not wait for an answer to a lesser one', async () => {
  const demands: number[] = [];
  const { keeper } = openKeeper(async ({ minValidityInSeconds }) => {
    demands.push(minValidityInSeconds);
    return timed(`${minValidityInSeconds}`, 0, 3_600_000);
  });
  const [small, large] = await Promise.all([keeper.get({}), keeper.get({ minValidityInSeconds: 900 })]);
  assert.deepEqual([small.token, large.token, demands], ['60', '900', [60, 900]]);
});

test('while the server cannot be asked, a token that lives is used, and one that does not is not', async () => {
  let isDown = false;
  const { scene, keeper } = openKeeper(async () => {
    if (isDown) throw new GrantryUnavailableError('down');
    return timed('t', 0, 3_600_000);
  });
  await keeper.get({});
  isDown = true;
  scene.now = 3_590_000;
  for (let times = 0; times < 5; times++) assert.equal((await keeper.get({})).token, 't');
  assert.equal(scene.asked, 2, 'a server that could not help is left alone for a while');
  scene.now += 5000;
  await keeper.get({});
  assert.equal(scene.asked, 3);
  await assert.rejects(keeper.get({ minValidityInSeconds: 30 }), GrantryUnavailableError);
  await assert.rejects(keeper.get({ refresh: true }), GrantryUnavailableError);
  scene.now = 3_600_000;
  await assert.rejects(keeper.get({}), GrantryUnavailableError);
});

test('whoever holds a token that lives does not wait while a server in trouble is asked again', async () => {
  const answers = Promise.withResolvers<TimedToken>();
  let isDown = false;
  const { scene, keeper } = openKeeper(async ({ onTrouble }) => {
    if (!isDown) return timed('old', 0, 3_600_000);
    onTrouble();
    return answers.promise;
  });
  await keeper.get({});
  isDown = true;
  scene.now = 3_550_000;
  assert.equal((await keeper.get({})).token, 'old');
  assert.equal((await keeper.get({})).token, 'old');
  assert.equal(scene.asked, 2, 'the second attempt is shared');
  answers.resolve(timed('new', scene.now, scene.now + 3_600_000));
  await new Promise(setImmediate);
  assert.equal((await keeper.get({})).token, 'new');
});

test('a token that is refused meanwhile is not used while the server is in trouble', async () => {
  const answers = Promise.withResolvers<TimedToken>();
  let isDown = false;
  let onTrouble = (): void => {};
  const { scene, keeper } = openKeeper(async (request) => {
    if (!isDown) return timed('old', 0, 3_600_000);
    onTrouble = request.onTrouble;
    return answers.promise;
  });
  await keeper.get({});
  isDown = true;
  scene.now = 3_550_000;
  const waiting = keeper.get({});
  await keeper.invalidate('old');
  onTrouble();
  answers.resolve(timed('new', scene.now, scene.now + 3_600_000));
  assert.equal((await waiting).token, 'new');
});

test('what is wrong for good is said, even though the token at hand still lives', async () => {
  let isLinked = true;
  const { scene, keeper } = openKeeper(async () => {
    if (!isLinked) throw new NotLinkedError('github', 'https://grantry.test/external-auth/github');
    return timed('t', 0, 3_600_000);
  });
  await keeper.get({});
  isLinked = false;
  scene.now = 3_550_000;
  await assert.rejects(keeper.get({}), NotLinkedError);
});

test('callers refused with one token tell the server once, and do not undo what the first one brought', async () => {
  let count = 0;
  const { scene, keeper } = openKeeper(async () => timed(`t${++count}`, scene.now, 3_600_000));
  const { token } = await keeper.get({});
  const refused = async (): Promise<string> => {
    await keeper.invalidate(token);
    return (await keeper.get({})).token;
  };
  assert.deepEqual([...new Set(await Promise.all(Array.from({ length: 100 }, refused)))], ['t2']);
  assert.equal(await refused(), 't2', 'a straggler gets the new one too');
  assert.deepEqual([scene.rejected, scene.asked], [['t1'], 2]);
});

test('an answer on its way when a token is refused is not kept', async () => {
  const answers = [Promise.withResolvers<TimedToken>(), Promise.withResolvers<TimedToken>()];
  const { scene, keeper } = openKeeper(() => answers[scene.asked - 1]?.promise ?? Promise.reject(new Error('asked too often')));
  const early = keeper.get({});
  await new Promise(setImmediate);
  await keeper.invalidate('old');
  answers[0]?.resolve(timed('old', 0, 3_600_000));
  assert.equal((await early).token, 'old');
  answers[1]?.resolve(timed('new', 0, 3_600_000));
  assert.equal((await keeper.get({})).token, 'new');
});

test('a refusal the server could not be told of is told before a token is asked for again', async () => {
  let isDown = true;
  const { scene, keeper } = openKeeper(
    async () => timed('t', scene.now, 3_600_000),
    async () => {
      if (isDown) throw new GrantryUnavailableError('down');
    },
  );
  await keeper.get({});
  await assert.rejects(keeper.invalidate('t'), GrantryUnavailableError);
  await assert.rejects(keeper.get({}), GrantryUnavailableError);
  isDown = false;
  assert.equal((await keeper.get({})).token, 't');
  await keeper.invalidate('t');
  assert.equal(scene.rejected.length, 4, 'a token the server stands by may be refused again');
});

test('a caller who loses patience leaves alone; when all have left, the request is stopped and the next begins anew', async () => {
  const signals: AbortSignal[] = [];
  const { keeper } = openKeeper(({ signal }) => {
    signals.push(signal);
    return new Promise<TimedToken>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (signals.length === 2) resolve(timed('t', 0, 3_600_000));
    });
  });
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [keeper.get({ signal: one.signal }), keeper.get({ signal: two.signal })];
  one.abort(new Error('one left'));
  await assert.rejects(waiting[0] ?? Promise.resolve(), /one left/);
  assert.equal(signals[0]?.aborted, false);
  two.abort(new Error('two left'));
  await assert.rejects(waiting[1] ?? Promise.resolve(), /two left/);
  assert.equal(signals[0]?.aborted, true);
  assert.equal((await keeper.get({})).token, 't');
  await assert.rejects(keeper.get({ signal: AbortSignal.abort(new Error('too late')) }), /too late/);
});
