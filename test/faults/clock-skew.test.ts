import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { seconds } from '../../src/protocol/units.ts';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { good, refreshScene, tokenOf } from '../support/refresh-scene.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, tokensUntil, userId } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

const lifetime = 900;

/** A provider with a clock of its own that rotates; a refresh token used twice ends everything. */
class RotatingProvider {
  now = 0;
  issued = 1;
  #isEnded = false;
  readonly #endsAt = new Map<string, number>();

  constructor(upstream: FaultyUpstream) {
    upstream.script('/token', (response, request) => {
      const presented = new URLSearchParams(request.body).get('refresh_token');
      this.#isEnded ||= presented !== `refresh-${this.issued}`;
      if (this.#isEnded) return json(400, { error: 'invalid_grant' })(response, request);
      this.issued++;
      this.#endsAt.set(`access-${this.issued}`, this.now + lifetime);
      const tokens = { access_token: `access-${this.issued}`, refresh_token: `refresh-${this.issued}`, expires_in: lifetime };
      json(200, tokens)(response, request);
    });
    upstream.script('/validate', (response, request) =>
      text(this.honours(request.headers.authorization?.replace('Bearer ', '') ?? '') ? 200 : 401, '')(response, request),
    );
  }

  honours(accessToken: string): boolean {
    return this.deadFor(accessToken) <= 0;
  }

  /** For how many seconds a token has been refused; without end if it never worked. */
  deadFor(accessToken: string): number {
    return this.#isEnded ? Number.POSITIVE_INFINITY : this.now + 1 - (this.#endsAt.get(accessToken) ?? Number.NEGATIVE_INFINITY);
  }
}

for (const ahead of [600, -600]) {
  test(`DESIGN §10: of two nodes one is ${ahead} s ahead: no refresh token is used twice, and no token is handed out for longer than a validation counts`, async () => {
    using folder = temporaryFolder('skew');
    const database = `sqlite:${join(folder.path, 'skew.db')}`;
    await using upstream = await startFaultyUpstream();
    const provider = new RotatingProvider(upstream);
    const { url } = upstream;
    const providers = providersOf({
      id: 'upstream',
      type: 'oauth2',
      client_id: 'c',
      auth_url: `${url}/a`,
      token_url: `${url}/token`,
      validate_url: `${url}/validate`,
    });
    const times = { retries: seconds(0) };
    await using right = await openTestBroker({ database, providers, times });
    await using wrong = await openTestBroker({ database, providers, times });
    wrong.pass(ahead);
    await keepConnection(right, tokensUntil(right.now() - 60));

    const step = 20;
    const steps = 720;
    for (let count = 0; count < steps; count++) {
      // For a while both serve, then one alone, then the other, so that each lives on tokens whose end the other wrote down.
      const nodes = count % 240 < 90 ? [right, wrong] : count % 240 < 165 ? [right] : [wrong];
      for (const node of nodes) {
        const result = await handOut(node.broker, { userId, selector: { id: 'upstream' } });
        const deadFor = provider.deadFor(tokenOf(result));
        assert.ok(deadFor <= node.broker.times.validation, `${tokenOf(result)} after ${count * step} s is dead for ${deadFor} s`);
      }
      for (const node of [right, wrong]) node.pass(step);
      provider.now += step;
    }
    assert.ok(provider.issued <= (steps * step) / (lifetime - 600 - step) + 2, `${provider.issued} refreshes`);
  });
}

for (const ahead of [600, -600]) {
  test(`RFC 9110 §10.2.3: a provider whose clock is ${ahead} s ahead gets the pause it asks for by date`, async () => {
    await using at = await refreshScene();
    const dateAt = (offset: number): string => new Date((at.opened.now() + ahead + offset) * 1000).toUTCString();
    at.upstream.script('/token', text(429, '', { date: dateAt(0), 'retry-after': dateAt(120) }), good);
    assert.equal((await at.ask()).action, 'unavailable');
    at.opened.pass(119);
    assert.equal((await at.ask()).action, 'unavailable');
    assert.equal(at.calls(), 1);
    at.opened.pass(1);
    assert.equal(tokenOf(await at.ask()), 'access-2');
  });
}
