import { fapi2Security } from './fapi2-security.ts';
import { defineProfile, type Profile } from './profile.ts';

/** The service signs what it says of tokens, so that a resource server can prove it was told so. */
export const fapi2SignedIntrospection: Profile = defineProfile({
  name: 'fapi2_signed_introspection',
  title: 'FAPI 2.0 Message Signing: introspection responses',
  mode: 'FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES',
  basis: fapi2Security,
  rules: [
    {
      clause: 'FAPI 2.0 Message Signing §5.5.1 (1)',
      says: 'Introspection responses are signed JWTs (RFC 9701).',
      demands: { signedIntrospection: true },
    },
  ],
});
