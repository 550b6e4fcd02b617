import { fapi2Security } from './fapi2-security.ts';
import { fapi2SignedIntrospection } from './fapi2-signed-introspection.ts';
import { fapi2SignedRequests } from './fapi2-signed-requests.ts';
import { fapi2SignedResponses } from './fapi2-signed-responses.ts';
import type { Profile } from './profile.ts';

/** Every profile. Settings, registration, judgements and docs read this list and no other. */
export const profiles: readonly Profile[] = [fapi2Security, fapi2SignedRequests, fapi2SignedResponses, fapi2SignedIntrospection];

/** The profile of a wire value. */
export const findProfile = (name: string): Profile | undefined => profiles.find((profile) => profile.name === name);
