import Type, { type TObject } from 'typebox';
import { authorizationAnswerMembers } from '../../authorization-answer.ts';
import { authorizingClient } from '../../client-members/authorizing-client.ts';
import { authorizationDetails } from '../../schemas/authorization-details.ts';
import { optionalText, optionalTexts } from '../../schemas/members.ts';
import { authorizingService } from '../../service-members/authorizing-service.ts';

const prompt = Type.Enum(['NONE', 'LOGIN', 'CONSENT', 'SELECT_ACCOUNT']);

/** What is answered to an authorization request: a ticket with what the person is to be asked, or how to answer the browser. */
export const openedAnswer: TObject = Type.Object({
  ...authorizationAnswerMembers,
  action: Type.Enum(['INTERACTION', 'NO_INTERACTION', 'LOCATION', 'FORM', 'BAD_REQUEST', 'INTERNAL_SERVER_ERROR'], {
    description: 'INTERACTION: ask the person. NO_INTERACTION: issue or fail without a page. The others: answer with `responseContent`.',
  }),
  responseContent: optionalText('What the browser is answered; absent where there is a ticket.'),
  ticket: optionalText('What you issue or fail, once.'),
  client: Type.Optional(authorizingClient),
  service: Type.Optional(authorizingService),
  display: Type.Optional(Type.Enum(['PAGE', 'POPUP', 'TOUCH', 'WAP'])),
  maxAge: Type.Optional(Type.Integer({ description: 'How many seconds ago the person may have signed in; 0 is a LOGIN too.' })),
  scopes: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), defaultEntry: Type.Boolean(), description: optionalText('Words for it.') })),
  ),
  uiLocales: optionalTexts('Languages for the page, the best first.'),
  claimsLocales: optionalTexts('Languages for claims, the best first.'),
  claims: optionalTexts('Claims wanted in the ID token, by name.'),
  claimsAtUserInfo: optionalTexts('Claims wanted at userinfo, by name.'),
  idTokenClaims: optionalText('The half `id_token` of the parameter `claims`, as JSON.'),
  userInfoClaims: optionalText('The half `userinfo` of the parameter `claims`, as JSON.'),
  acrs: optionalTexts('Authentication context classes, the best first.'),
  acrEssential: Type.Optional(Type.Boolean({ description: 'Whether no other will do.' })),
  subject: optionalText('Whom the client expects, by the id it knows them by.'),
  loginHint: optionalText('What the person may call themselves.'),
  prompts: Type.Optional(Type.Array(prompt)),
  lowestPrompt: Type.Optional(prompt),
  requestObjectPayload: optionalText('All that the client signed, as JSON.'),
  resources: optionalTexts('What the access token is to be for.'),
  authorizationDetails: Type.Optional(authorizationDetails),
  clientIdAliasUsed: Type.Optional(Type.Boolean()),
  metadataDocumentUsed: Type.Optional(Type.Boolean()),
});
