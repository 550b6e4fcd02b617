import type { Migration } from '../noun.ts';

/** What clients of an OpenID provider are told, the claims they ask for one by one, and the scopes of OpenID Connect at the first service. */
export const openid: Migration = {
  number: 21,
  name: 'openid',
  statements: [
    'alter table clients add column openid_rules text',
    'alter table clients add column sector text',
    'alter table authorization_codes add column claims_request text',
    'alter table grants add column claims_request text',
    `update services set scopes = substr(scopes, 1, length(scopes) - 1) || ${[
      ['openid', 'Sign you in, and know when and how you signed in'],
      ['profile', 'See your name and user name'],
      ['email', 'See your email address'],
      ['offline_access', 'Stay connected while you are not there'],
    ]
      .map(([name, description]) => `',{"name":"${name}","description":"${description}","isDefault":false}'`)
      .join(' || ')} || ']'
      where id = 1 and scopes like '[{%' and scopes not like '%"name":"openid"%'`,
  ],
};
