import assert from 'node:assert/strict';
import { appKeys } from '../github/keys.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { newRequest } from './new-request.ts';
import type { Probe } from './probe.ts';

const pem = appKeys.privateKey;
const oneLine = pem.replaceAll('\n', '');
const [first = '', ...rest] = pem.trim().split('\n');

/** What people have in their environment, by the number of the defect. */
const forms: readonly (readonly [id: string, title: string, key: unknown])[] = [
  ['K1', 'on one line without newlines', oneLine],
  ['K2', 'in quotes', `"${pem.replaceAll('\n', '\\n')}"`],
  ['K3', 'as base64 of the file', Buffer.from(pem).toString('base64')],
  ['K4', 'as the bytes of the file', Buffer.from(pem)],
  ['K5', 'as a KeyObject', appKeys.privateKeyObject],
  ['K6', 'with spaces for newlines', [first, rest.slice(0, -1).join(' '), rest.at(-1)].join(' ')],
];

export const keyProbes: readonly Probe[] = forms.map(([id, title, key]) => ({
  id,
  title: `a private key ${title} is read`,
  run: async ({ createAppAuth }) => {
    const options = { ...appOptions, privateKey: key as string, request: newRequest(new GitHub()) };
    const { type } = await createAppAuth(options)({ type: 'installation', installationId: 123 });
    assert.equal(type, 'token');
  },
}));
