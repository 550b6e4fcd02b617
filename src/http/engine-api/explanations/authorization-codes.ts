import { type Explanation, type Explanations, explanation } from './explanation.ts';

const startAgain = 'Start the authorization request again.';

/** What is wrong with a ticket, wherever one is handed in. */
const ticketExplanations = (area: string): Explanations => ({
  [`A${area}201`]: explanation('The ticket is none of this service.', 'Hand in the ticket as you got it, at the service that made it.'),
  [`A${area}202`]: explanation('The ticket was used already.', `A ticket is good once. ${startAgain}`),
  [`A${area}203`]: explanation('The ticket has expired.', `${startAgain} A ticket lives 15 minutes.`),
  [`A${area}204`]: explanation('The client was deleted while the person was asked.', 'Nothing to repair: the client is gone.'),
});

const front = (cause: string, fix: string): Explanation => explanation(`Your front end said: ${cause}.`, fix);

/** Codes of authorization requests, and of what comes of them. */
export const authorizationExplanations: Explanations = {
  A004201: explanation('The call has no `parameters`.', 'Hand on the query string or the form of the request, as it came.'),
  A004301: explanation('The request does not say which client asks.', 'Send `client_id`.'),
  A004302: explanation('There is no such client at this service.', 'Compare client_id with what `client list` says.'),
  A004303: explanation('client_id or redirect_uri is there twice.', 'Send each once.'),
  A009301: explanation('The parameter response_type is missing.', 'Send `response_type=code`.'),
  A009302: explanation('The response type is not supported.', 'Use the code flow: `response_type=code`, with PKCE.'),
  A011301: explanation('The parameter redirect_uri is missing.', 'Send one that the client registered.'),
  A011304: explanation(
    'The redirect_uri is none that the client registered.',
    'Register it letter by letter. Only the port of a loopback address may differ.',
  ),
  A012301: explanation('The response mode is not supported.', 'Use one of `response_modes_supported`.'),
  A019301: explanation('Nobody may be asked, and the person has to sign in.', 'Ask again without `prompt=none`.'),
  A020301: explanation('The request wants to be about several people at once.', 'Let id_token_hint and the claim `sub` name one person.'),
  A020302: explanation('The id_token_hint is no ID token of this service.', 'Send an ID token that the client got here.'),
  A021303: explanation(
    'None of the essential acr values can be reached here.',
    'Ask for one of `supportedAcrs`, or do not make it essential.',
  ),
  A294308: explanation('Requests of this client must be pushed.', 'Push the request first, and open the request_uri.'),
  ...ticketExplanations('040'),
  A040205: explanation('What the call says of the person is not right.', 'Read resultMessage: it names the member.'),
  A040206: explanation('The call gives scopes that the client may not have.', 'Give scopes of the service that the client may request.'),
  A040207: explanation(
    'The call gives authorization details that the client may not have.',
    'Give details of types that are allowed to it.',
  ),
  ...ticketExplanations('041'),
  A041301: front('the resource is not right', 'Ask for another `resource`.'),
  A041302: front('the scope is not right', 'Ask for other scopes.'),
  A041303: front('the client may not do this', 'Ask the operator of the service.'),
  A041501: front('it failed, without saying why', 'Look into the log of the front end.'),
  A041502: front('it failed', 'Look into the log of the front end.'),
  A041503: front('it cannot tell when the person signed in', 'Leave `max_age` out.'),
  A041504: front('it is too busy', 'Try again later.'),
  A041601: front('nobody is signed in', 'Ask again without `prompt=none`.'),
  A041602: front('the person signed in too long ago', 'Ask again without `prompt=none`.'),
  A041603: front('somebody else is signed in', 'Ask again without `prompt=none`, or with another hint.'),
  A041604: front('the person did not sign in', 'Ask again when the person asks you to.'),
  A041605: front('the person cannot prove who they are as well as you want', 'Ask for less in `acr_values`.'),
  A041606: front('the person denied the request', 'Nothing to repair. Ask again only when the person asks you to.'),
  A041607: front('the person has to choose an account', 'Ask again without `prompt=none`.'),
  A041608: front('the person has to allow the request', 'Ask again without `prompt=none`.'),
  A041609: front('the person has to be asked', 'Ask again without `prompt=none`.'),
  ...ticketExplanations('390'),
  ...ticketExplanations('391'),
  A245301: explanation('A request_uri cannot be pushed.', 'Push the parameters themselves, or a request object.'),
  A245313: explanation('The pushed request is larger than 64 KiB.', 'Ask for less at once.'),
};
