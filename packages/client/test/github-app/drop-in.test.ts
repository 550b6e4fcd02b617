import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as published from '@octokit/auth-app';
import { createOAuthDeviceAuth as publishedDeviceAuth } from '@octokit/auth-oauth-device';
import * as ours from '../../src/github-app/index.ts';
import { GitHub } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';
import type { Library } from '../probes/probe.ts';
import { type Scenario, sameScenarios } from '../probes/same-scenarios.ts';

/** The published packages; their types name every route of GitHub, and ours only what they need. */
const theirs = { ...published, createOAuthDeviceAuth: publishedDeviceAuth } as unknown as Library;

/** Random tokens by when they first appear; GitHub makes other ones each time. */
const named = (text: string): string => {
  const names = new Map<string, string>();
  return text.replaceAll(/gh[sur]_[\w-]{40,}|[0-9a-f]{40}(?=")/g, (token) => {
    names.set(token, names.get(token) ?? `token ${names.size + 1}`);
    return names.get(token) ?? '';
  });
};

/** A JWT by what it says; when it was made is left out, for a thread's signature takes a time of its own. */
const withoutTimes = (authorization: string | undefined): string | undefined =>
  authorization?.replace(/^(bearer eyJ[^.]*)\.([^.]*)\..*$/, (_jwt, start: string, payload: string) => {
    const { iat, exp, ...claims } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return `${start} ${JSON.stringify({ ...claims, lifetime: exp - iat })}`;
  });

/** What a library answered and asked. */
const report = async ({ gitHub: options = {}, run }: Scenario, library: Library, context: TestContext): Promise<unknown> => {
  const time = mockTime(context);
  const gitHub = new GitHub(options);
  let outcome: unknown;
  try {
    outcome = { answered: await run(library, gitHub, time) };
  } catch (error) {
    const { name, message, status } = error as Error & { status?: number };
    outcome = { failed: { name, message, status } };
  }
  context.mock.timers.reset();
  const asked = gitHub.asked.map(({ method, host, path, authorization, body }) => ({
    method,
    host,
    path,
    authorization: withoutTimes(authorization),
    body,
  }));
  return JSON.parse(named(JSON.stringify({ outcome, asked })));
};

for (const scenario of sameScenarios) {
  test(`as the published package, in what it answers and what it asks GitHub: ${scenario.title}`, async (context) => {
    const expected = await report(scenario, theirs, context);
    assert.deepEqual(await report(scenario, ours, context), expected);
  });
}
