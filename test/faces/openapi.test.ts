import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { operations } from '../../src/http/api/registry.ts';
import { engineOperations } from '../../src/http/engine-api/registry.ts';
import { oauthEndpoints } from '../../src/http/oauth/registry.ts';
import { describeApi } from '../../src/http/openapi.ts';
import { operationsPaths } from '../../src/server/operations-plugin.ts';

const description = describeApi({
  version: '1.0.0',
  accessUrl: 'https://grantry.test',
  operations,
  endpoints: oauthEndpoints,
  engineOperations,
  others: operationsPaths,
});

test('OpenAPI 3.1: the description of the whole server lints clean under the recommended rules', async () => {
  // The authorization endpoint answers with redirects, and documents for everyone have nothing to refuse.
  const config = await createConfig({
    extends: ['recommended'],
    rules: { 'operation-2xx-response': 'off', 'operation-4xx-response': 'off' },
  });
  const problems = await lintFromString({ source: JSON.stringify(description), config });
  const told = problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} at ${location.map(({ pointer }) => pointer).join(', ')}`,
  );
  assert.deepEqual(told, []);
});

test('OpenAPI: every operation and endpoint of the registries is described, each under a name of its own', () => {
  const paths = description.paths as Record<string, Record<string, { operationId: string }>>;
  const described = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  const named = [...operations, ...oauthEndpoints, ...engineOperations, ...Object.values(operationsPaths)].map(({ name }) => name);
  assert.deepEqual([...described].sort(), [...named].sort());
  assert.equal(new Set(named).size, named.length);
});
