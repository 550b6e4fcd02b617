import type { Client } from '../model/client.ts';
import { findProfile } from '../profiles/registry.ts';
import type { ClientInput } from './client-input.ts';

/** The profiles a client keeps, and what answers to it are signed with. */
export type ClientProfile = Pick<Client, 'profiles' | 'authorizationSignedResponseAlg' | 'introspectionSignedResponseAlg'>;

/** A client that keeps none, and leaves it to its service. */
export const noProfile: ClientProfile = {
  profiles: [],
  authorizationSignedResponseAlg: undefined,
  introspectionSignedResponseAlg: undefined,
};

/** The profiles after an input: fields left out keep what they are. Names that are unknown are faults, and are told elsewhere. */
export const decideClientProfile = (input: ClientInput, current: ClientProfile): ClientProfile => ({
  profiles:
    input.profiles === undefined
      ? current.profiles
      : [...new Set(input.profiles)].flatMap((name) => {
          const profile = findProfile(name);
          return profile === undefined ? [] : [profile.name];
        }),
  authorizationSignedResponseAlg: input.authorizationSignedResponseAlg ?? current.authorizationSignedResponseAlg,
  introspectionSignedResponseAlg: input.introspectionSignedResponseAlg ?? current.introspectionSignedResponseAlg,
});
