import type { Migration } from '../noun.ts';

/** Lets the command line that is there already have people type a code; whoever takes that away again is not overruled. */
export const commandLineDevice: Migration = {
  number: 95,
  name: 'command line device',
  statements: [
    `update clients set grant_types = substr(grant_types, 1, length(grant_types) - 1) || ',"urn:ietf:params:oauth:grant-type:device_code"]'
      where service_id = 1 and client_id = 'grantry-cli' and grant_types like '["%' and grant_types not like '%:device_code"%'`,
  ],
};
