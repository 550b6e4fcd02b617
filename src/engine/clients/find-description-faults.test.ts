import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import type { ClientDescription } from '../model/client-description.ts';
import { type ClientTerms, plainClientTerms } from '../model/client-terms.ts';
import { findDescriptionFaults } from './find-description-faults.ts';
import { findTermsFaults } from './find-terms-faults.ts';

const long = 'a'.repeat(2049);
const languages = (text: string, count = 1) => Array.from({ length: count }, (_, index) => ({ language: `x-${index}`, text }));

const said: readonly (readonly [description: ClientDescription, field: string | undefined])[] = [
  [{}, undefined],
  [{ summary: 'Ünïcode 💥\nin two lines', softwareId: '4NRB1-0XZABZI9E6-5SM3R', developer: '' }, undefined],
  [{ summary: long }, 'client_description'],
  [{ summary: 'a\0b' }, 'client_description'],
  [{ softwareVersion: '\ud800' }, 'software_version'],
  [{ developer: long }, 'developer'],
  [{ clientUri: 'https://a.example/b?c=d#e', tosUri: 'http://a.example', policyUri: 'HTTPS://a.example/' }, undefined],
  [{ clientUri: 'javascript:alert(1)' }, 'client_uri'],
  [{ tosUri: '//a.example/' }, 'tos_uri'],
  [{ policyUri: 'https://a.example/"><script>' }, 'policy_uri'],
  [{ loginUri: 'data:text/html,a' }, 'initiate_login_uri'],
  [
    {
      names: [
        { language: 'de-AT', text: 'Ä' },
        { language: 'ja-Kana-JP', text: 'ア' },
      ],
    },
    undefined,
  ],
  [{ names: [{ language: '', text: 'a' }] }, 'client_name#'],
  [{ summaries: [{ language: 'de_AT', text: 'a' }] }, 'client_description#'],
  [{ tosUris: [{ language: 'de', text: 'ftp://a.example' }] }, 'tos_uri#'],
  [
    {
      policyUris: [
        { language: 'de', text: 'https://a.example' },
        { language: 'DE', text: 'https://b.example' },
      ],
    },
    'policy_uri#',
  ],
  [{ logoUris: languages('https://a.example', 64) }, undefined],
  [{ logoUris: languages('https://a.example', 65) }, 'logo_uri#'],
  [{ contacts: ['ann@a.example', '+43 1'] }, undefined],
  [{ contacts: [long] }, 'contacts'],
  [
    {
      attributes: [
        { name: 'a', value: 'b' },
        { name: 'a', value: 'c' },
      ],
    },
    undefined,
  ],
  [{ attributes: [{ name: 'a\0', value: 'b' }] }, 'attributes'],
  [{ names: languages('a'.repeat(600), 60) }, 'client_description'],
];
for (const [description, field] of said)
  test(`RFC 7591 §2: ${JSON.stringify(description).slice(0, 90)} → ${field ?? 'good'}`, () => {
    const [fault] = findDescriptionFaults({ description });
    assert.equal(fault?.field, field);
    if (fault !== undefined) assert.ok(fault.detail.startsWith(`${fault.field} `));
  });

const laid: readonly (readonly [terms: Partial<ClientTerms>, field: string | undefined])[] = [
  [{}, undefined],
  [{ accessTokenLifetime: seconds(1), refreshTokenLifetime: seconds(100 * 366 * 86_400), idTokenLifetime: seconds(60) }, undefined],
  [{ accessTokenLifetime: seconds(0) }, 'access_token_lifetime'],
  [{ refreshTokenLifetime: seconds(-1) }, 'refresh_token_lifetime'],
  [{ idTokenLifetime: seconds(Number.MAX_SAFE_INTEGER) }, 'id_token_lifetime'],
  [{ accessTokenLifetime: seconds(1.5) }, 'access_token_lifetime'],
  [{ responseModes: ['query', 'form_post.jwt'] }, undefined],
  [{ responseModes: ['query', 'web_message'] }, 'response_modes'],
  [{ certificateKeyId: 'a'.repeat(256) }, 'certificate_key_id'],
];
for (const [terms, field] of laid)
  test(`seed 002 §6.1: ${JSON.stringify(terms)} → ${field ?? 'good'}`, () => {
    assert.equal(findTermsFaults({ terms: { ...plainClientTerms, ...terms } })[0]?.field, field);
  });
