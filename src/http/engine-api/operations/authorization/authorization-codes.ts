import type { ResultCodes } from '../../result-codes.ts';

/** The call names no request at all. */
export const noParameters = 'A004201';

/** Codes of authorization requests. */
export const authorizationCodes: ResultCodes = {
  area: '004',
  byReason: {
    'The parameter client_id is missing.': 'A004301',
    'This application is not known here.': 'A004302',
    'The parameter client_id or redirect_uri is repeated.': 'A004303',
    'This request_uri is not registered for the application.': 'A008304',
    'Requests of this client must be signed.': 'A008311',
    'FAPI 2.0 Security Profile §5.3.2.2 (2), (3): Requests of this client must be pushed.': 'A294308',
    'The parameter response_type is missing.': 'A009301',
    'Only the response_type code is supported.': 'A009302',
    'The parameter redirect_uri is missing.': 'A011301',
    'The redirect_uri must exactly match one that is registered for the application.': 'A011304',
    'This response_mode is not supported.': 'A012301',
    'None of the demanded classes can be reached here.': 'A021303',
    'The person has to sign in for this request.': 'A019301',
    'No one person is all that the request wants.': 'A020301',
    'The id_token_hint is not an ID token of ours.': 'A020302',
  },
};

/** What is wrong with a ticket, after the area of the operation. */
const ticketCodes = (area: string): Readonly<Record<string, string>> => ({
  'unknown ticket or wrong secret': `A${area}201`,
  'ticket of another service': `A${area}201`,
  'no ticket of a front end': `A${area}201`,
  'ticket used before': `A${area}202`,
  'ticket expired': `A${area}203`,
  'client deleted': `A${area}204`,
});

/** Codes of what a person allowed. Where the front end is wrong, their fourth digit is 2. */
export const issueCodes: ResultCodes = {
  area: '040',
  byReason: {
    ...ticketCodes('040'),
    'told wrongly of the person': 'A040205',
    'scopes the client may not have': 'A040206',
    'details the client may not have': 'A040207',
  },
};

/** Codes of requests that came to nothing: 5 says that the front end could not, 6 that the person did not, 3 that the client may not. */
export const failCodes: ResultCodes = {
  area: '041',
  byReason: {
    ...ticketCodes('041'),
    UNKNOWN: 'A041501',
    SERVER_ERROR: 'A041502',
    MAX_AGE_NOT_SUPPORTED: 'A041503',
    TEMPORARILY_UNAVAILABLE: 'A041504',
    NOT_LOGGED_IN: 'A041601',
    EXCEEDS_MAX_AGE: 'A041602',
    DIFFERENT_SUBJECT: 'A041603',
    NOT_AUTHENTICATED: 'A041604',
    ACR_NOT_SATISFIED: 'A041605',
    DENIED: 'A041606',
    ACCOUNT_SELECTION_REQUIRED: 'A041607',
    CONSENT_REQUIRED: 'A041608',
    INTERACTION_REQUIRED: 'A041609',
    INVALID_TARGET: 'A041301',
    INVALID_SCOPE: 'A041302',
    UNAUTHORIZED_CLIENT: 'A041303',
  },
};

/** Codes of looking at what is kept with a ticket, and of changing it. */
export const ticketInfoCodes: ResultCodes = { area: '390', byReason: ticketCodes('390') };
/** As above. */
export const ticketUpdateCodes: ResultCodes = { area: '391', byReason: ticketCodes('391') };
