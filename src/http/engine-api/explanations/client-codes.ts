import { type Explanations, explanation } from './explanation.ts';

const metadata = explanation('What the client says of itself is not right.', 'Read error_description: it names the member.');
const redirectUris = explanation(
  'A redirect URI cannot be registered.',
  'Use https, http on a loopback address, or a scheme of your own, without a fragment.',
);
const statement = explanation('Software statements are not taken here.', 'Leave `software_statement` out.');

const registrationOf = (area: string): Explanations => ({
  [`A${area}301`]: redirectUris,
  [`A${area}302`]: metadata,
  [`A${area}303`]: statement,
});

/** Codes of clients that register themselves. */
export const clientExplanations: Explanations = {
  ...registrationOf('202'),
  ...registrationOf('213'),
  ...registrationOf('216'),
  ...registrationOf('217'),
  A206201: explanation('Clients cannot register themselves at this service.', 'Set `dynamicRegistrationSupported` of the service.'),
};
