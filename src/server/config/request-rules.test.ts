import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainServiceRules } from '../../engine/model/request-rules.ts';
import { loadSettings } from './load-settings.ts';

const load = (file: string) => loadSettings({ environment: {}, readTextFile: (path) => (path === './grantry.yaml' ? file : undefined) });

const file = `authorization_requests:
  require_pushed: true
  pushed_lifetime: 60
  detail_types:
    - name: payment_initiation
      description: Make a payment
      schema:
        type: object
        required: [actions]
        properties:
          actions: { type: array, items: { type: string, enum: [initiate, status] } }
`;

test('RFC 9126 §5, RFC 9396 §10: the file says how requests must come, and which details there are', async () => {
  assert.deepEqual((await load(file)).requestRules, {
    requirePushed: true,
    requireSigned: false,
    pushedLifetime: 60,
    nbfOptional: false,
    authenticationClasses: plainServiceRules.authenticationClasses,
    detailTypes: [
      {
        name: 'payment_initiation',
        description: 'Make a payment',
        schema: {
          type: 'object',
          required: ['actions'],
          properties: { actions: { type: 'array', items: { type: 'string', enum: ['initiate', 'status'] } } },
        },
      },
    ],
  });
  assert.equal((await load('')).requestRules, undefined);
});

const wrong: readonly (readonly [title: string, file: string, message: RegExp])[] = [
  ['something that is no object', 'authorization_requests: [1]', /^authorization_requests: /],
  ['an unknown member', file.replace('require_pushed', 'required'), /^authorization_requests\.required: .*unknown/],
  ['a value of another type', file.replace('true', '1'), /^authorization_requests\.require_pushed: .*true or false/],
  ['a lifetime that is too long', file.replace('60', '601'), /pushed_lifetime: .*5 to 600 seconds/],
  ['a type without description', file.replace('description: Make a payment', ''), /detail_types\[0\]\.description: /],
  ['a misspelled keyword', file.replace('enum', 'values'), /properties\.actions\.items\.values: .*unknown/],
  ['a schema that is no object', file.replace('type: object', 'type: string'), /detail_types\[0\]\.schema\.type: /],
  ['an unknown type', file.replace('type: array', 'type: list'), /properties\.actions\.type: /],
  ['two of one name', `${file}${file.slice(file.indexOf('    - name'))}`, /two of payment_initiation/],
];
for (const [title, text, message] of wrong) {
  test(`RFC 9396 §10: ${title} is refused by name`, async () => {
    await assert.rejects(load(text), (error: Error) => {
      assert.match(error.message, message);
      return true;
    });
  });
}
