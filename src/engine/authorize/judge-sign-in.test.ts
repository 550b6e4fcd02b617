import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { passwordClass } from '../model/authentication-class.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import { now, personAt } from '../testing/records.ts';
import { judgeSignIn, type SignInFacts } from './judge-sign-in.ts';

const phr = { acr: 'phr', methods: ['hwk'] };
const service = { requestRules: { ...plainServiceRules, authenticationClasses: [passwordClass, phr] } };
const interaction = { mayInteract: true, mustSignIn: false, maxAge: undefined, acrRequest: { values: [], isEssential: false } };
const valid: SignInFacts = { service, interaction, subject: personAt(), isExpected: true, now, openedAt: undefined, isDecided: false };

const earlier = epochSeconds(now - 30);
const wants = (values: readonly string[], isEssential = false, mayInteract = true): Partial<SignInFacts> => ({
  interaction: { ...interaction, mayInteract, acrRequest: { values, isEssential } },
});
const silent: Partial<SignInFacts> = { interaction: { ...interaction, mayInteract: false } };
const signedInForThis: Partial<SignInFacts> = { openedAt: earlier };

const table: readonly (readonly [title: string, change: Partial<SignInFacts>, verdict: string])[] = [
  ['OpenID Connect Core §3.1.2.3: somebody who is signed in will do', {}, 'good'],
  ['OpenID Connect Core §3.1.2.3: nobody is signed in', { subject: undefined }, 'sign_in login_required'],
  [
    'OpenID Connect Core §3.1.2.6: nobody is signed in, and no page may be shown',
    { ...silent, subject: undefined },
    'sign_in login_required',
  ],
  ['OpenID Connect Core §3.1.2.1: the person of the id_token_hint is signed in', { isExpected: true }, 'good'],
  ['OpenID Connect Core §3.1.2.1: another person than that of the id_token_hint', { isExpected: false }, 'sign_in login_required'],
  ['OpenID Connect Core §3.1.2.1: another person signs in even so', { isExpected: false, ...signedInForThis }, 'refuse login_required'],
  [
    'OpenID Connect Core §3.1.2.1: the person changed before the decision',
    { isExpected: false, isDecided: true },
    'sign_in login_required',
  ],
  ['RFC 9470 §4: a class that was reached', wants([passwordClass.acr]), 'good'],
  ['RFC 9470 §4: a class that may be reached by signing in', wants(['phr']), 'sign_in login_required'],
  ['RFC 9470 §4: a wish that signing in did not fulfil', { ...wants(['phr']), ...signedInForThis }, 'good'],
  ['RFC 9470 §4: a wish that nobody can fulfil', wants(['urn:unknown']), 'good'],
  ['RFC 9470 §4: a wish without a page', wants(['phr'], false, false), 'good'],
  ['RFC 9470 §4: a wish, when the person has decided', { ...wants(['phr']), isDecided: true }, 'good'],
  ['OpenID Connect Core §5.5.1.1: an essential class may be reached', wants(['phr'], true), 'sign_in login_required'],
  ['OpenID Connect Core §3.1.2.6: an essential class without a page', wants(['phr'], true, false), 'sign_in login_required'],
  [
    'Unmet Authentication Requirements §2: signing in did not reach an essential class',
    { ...wants(['phr'], true), ...signedInForThis },
    'refuse unmet_authentication_requirements',
  ],
  [
    'Unmet Authentication Requirements §2: nobody can reach an essential class',
    wants(['urn:unknown'], true),
    'refuse unmet_authentication_requirements',
  ],
  [
    'Unmet Authentication Requirements §2: an essential class, when the person has decided',
    { ...wants(['phr'], true), isDecided: true },
    'refuse unmet_authentication_requirements',
  ],
];

for (const [title, change, expected] of table) {
  test(`${title}: ${expected}`, () => {
    const judged = judgeSignIn({ ...valid, ...change });
    assert.equal(judged.verdict === 'good' ? 'good' : `${judged.verdict} ${judged.error.code}`, expected);
  });
}

test('OpenID Connect Core §2: the class follows from the methods, unless the caller knows it', () => {
  const told = (change: Partial<SignInFacts['subject'] & object>) => {
    const judged = judgeSignIn({ ...valid, subject: { ...personAt(), ...change } });
    return judged.verdict === 'good' ? judged.subject.acr : assert.fail();
  };
  assert.equal(told({}), passwordClass.acr);
  assert.equal(told({ amr: ['hwk'] }), 'phr');
  assert.equal(told({ amr: [] }), undefined);
  assert.equal(told({ acr: 'urn:the-callers-own' }), 'urn:the-callers-own');
});

test('RFC 9470 §5: max_age counts from the sign-in to when the request was opened', () => {
  const judge = (change: Partial<SignInFacts>) =>
    judgeSignIn({ ...valid, interaction: { ...interaction, maxAge: seconds(60) }, ...change }).verdict;
  assert.equal(judge({ subject: personAt(epochSeconds(now - 60)) }), 'good');
  assert.equal(judge({ subject: personAt(epochSeconds(now - 61)) }), 'sign_in');
  assert.equal(judge({ subject: personAt(epochSeconds(now - 61)), openedAt: epochSeconds(now - 1) }), 'good');
});
