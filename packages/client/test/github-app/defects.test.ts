import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as published from '@octokit/auth-app';
import { createOAuthDeviceAuth as publishedDeviceAuth } from '@octokit/auth-oauth-device';
import * as ours from '../../src/github-app/index.ts';
import { installationProbes } from '../probes/installation-probes.ts';
import { jwtProbes } from '../probes/jwt-probes.ts';
import { keyProbes } from '../probes/key-probes.ts';
import { mockTime } from '../probes/mock-time.ts';
import type { Library } from '../probes/probe.ts';
import { routeProbes } from '../probes/route-probes.ts';
import { userProbes } from '../probes/user-probes.ts';

/** The published packages; their types name every route of GitHub, and ours only what they need. */
const theirs = { ...published, createOAuthDeviceAuth: publishedDeviceAuth } as unknown as Library;

for (const { id, title, run } of [...installationProbes, ...userProbes, ...jwtProbes, ...routeProbes, ...keyProbes]) {
  test(`${id}: ${title}`, async (context: TestContext) => {
    await run(ours, mockTime(context));
  });

  test(`${id} is a defect of the published package: otherwise the probe proves nothing`, async (context: TestContext) => {
    await assert.rejects(run(theirs, mockTime(context)));
  });
}
