import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { attainableValidity } from './attainable-validity.ts';

const issuedAt = epochSeconds(1_800_000_000);
const hour = { expiresAt: epochSeconds(issuedAt + 3600), lastRefreshedAt: issuedAt, updatedAt: issuedAt };

test('a token may be wanted to live for up to nine tenths of its whole life', async (t) => {
  const cases = [
    { name: 'a usual wish', connection: hour, wanted: 600, is: 600 },
    { name: 'more than the provider gives', connection: hour, wanted: 86_400, is: 3240 },
    { name: 'never refreshed: since it was linked', connection: { ...hour, lastRefreshedAt: undefined }, wanted: 86_400, is: 3240 },
    {
      name: 'a failure since does not count as an issue',
      connection: { ...hour, updatedAt: epochSeconds(issuedAt + 3000) },
      wanted: 86_400,
      is: 3240,
    },
    { name: 'no end', connection: { ...hour, expiresAt: undefined }, wanted: 86_400, is: 86_400 },
    { name: 'a life that is no length', connection: { ...hour, expiresAt: issuedAt }, wanted: 600, is: 0 },
  ];
  for (const { name, connection, wanted, is } of cases)
    await t.test(name, () => assert.equal(attainableValidity(connection, seconds(wanted)), is));
});
