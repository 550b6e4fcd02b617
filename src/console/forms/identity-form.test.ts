import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIdentityForm } from './identity-form.ts';

const read = (fields: Readonly<Record<string, string>>) => readIdentityForm(new URLSearchParams(fields));
const nothing = { instanceId: undefined, issuer: undefined, subject: undefined, claims: undefined };

test('fields left blank say nothing', () => {
  assert.deepEqual(read({ platform: 'aws', instance_id: ' i-1 ', issuer: ' ', claims: '\r\n' }), {
    ...nothing,
    platform: 'aws',
    instanceId: 'i-1',
  });
  assert.deepEqual(read({}), { ...nothing, platform: '' });
});

test('claims are lines, and lines of one name are joined', () => {
  const { claims } = read({ claims: 'ref=refs/heads/main\r\nactor = a=b \n\nref=refs/tags/*\nodd' });
  assert.deepEqual(claims, { ref: ['refs/heads/main', 'refs/tags/*'], actor: ['a=b'], odd: [] });
});
