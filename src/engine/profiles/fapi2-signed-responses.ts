import { fapi2Security } from './fapi2-security.ts';
import { defineProfile, type Profile } from './profile.ts';

/** The service signs where it sends the browser back with, so that neither can be denied later. */
export const fapi2SignedResponses: Profile = defineProfile({
  name: 'fapi2_signed_responses',
  title: 'FAPI 2.0 Message Signing: authorization responses',
  mode: 'FAPI2_MESSAGE_SIGNING_AUTH_RES',
  basis: fapi2Security,
  rules: [
    {
      clause: 'FAPI 2.0 Message Signing §5.4.1 (1)',
      says: 'Authorization responses are signed (JARM).',
      demands: { signedResponses: true },
    },
  ],
});
