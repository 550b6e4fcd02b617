import { seconds } from '../../protocol/units.ts';
import { fapi2Security } from './fapi2-security.ts';
import { defineProfile, type Profile } from './profile.ts';

const section = 'FAPI 2.0 Message Signing §5.3.1';

/** Clients sign what they ask for, so that they cannot deny it later. */
export const fapi2SignedRequests: Profile = defineProfile({
  name: 'fapi2_signed_requests',
  title: 'FAPI 2.0 Message Signing: authorization requests',
  mode: 'FAPI2_MESSAGE_SIGNING_AUTH_REQ',
  basis: fapi2Security,
  rules: [
    { clause: `${section} (1)`, says: 'Authorization requests are signed by the client.', demands: { signedRequests: true } },
    { clause: `${section} (2)`, says: 'The `aud` of a request object is the issuer.' },
    {
      clause: `${section} (3), (4)`,
      says: 'Request objects have an `nbf` of the last 60 minutes, and an `exp` within 60 minutes of it.',
      demands: { maxRequestObjectLifetime: seconds(3600) },
    },
    { clause: `${section} (5)`, says: 'The type `oauth-authz-req+jwt` is taken.' },
  ],
});
