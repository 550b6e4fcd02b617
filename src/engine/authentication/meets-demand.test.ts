import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { passwordClass } from '../model/authentication-class.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import { now } from '../testing/records.ts';
import { type AuthenticationDemand, meetsDemand } from './meets-demand.ts';

const service = { requestRules: { ...plainServiceRules, authenticationClasses: [passwordClass, { acr: 'phr', methods: ['hwk'] }] } };
const any: AuthenticationDemand = { maxAge: undefined, acrValues: [] };

for (const [title, demand, person, meets] of [
  ['nothing is demanded', {}, {}, true],
  ['just fresh enough', { maxAge: seconds(60) }, { authTime: epochSeconds(now - 60) }, true],
  ['a second too old', { maxAge: seconds(60) }, { authTime: epochSeconds(now - 61) }, false],
  ['one of the classes', { acrValues: ['phr', passwordClass.acr] }, { acr: passwordClass.acr }, true],
  ['a higher class', { acrValues: [passwordClass.acr] }, { acr: 'phr' }, true],
  ['a lower class', { acrValues: ['phr'] }, { acr: passwordClass.acr }, false],
  ['no class is known', { acrValues: [passwordClass.acr] }, {}, false],
  ['well, but too long ago', { maxAge: seconds(60), acrValues: ['phr'] }, { acr: 'phr', authTime: epochSeconds(now - 61) }, false],
] as const) {
  test(`RFC 9470 §5: ${title} is ${meets ? '' : 'not '}enough`, () => {
    assert.equal(meetsDemand(service, { ...any, ...demand }, { authTime: now, acr: undefined, ...person }, now), meets);
  });
}
