import type { Example } from '../command.ts';
import { variablesIn } from './quote-word.ts';

const freshTokens: Example = {
  does: 'Get an access token and its refresh token:',
  lines: [
    'read -r FRESH_ACCESS_TOKEN FRESH_REFRESH_TOKEN <<<"$(grantry \\',
    '  token management create --grant-type AUTHORIZATION_CODE \\',
    '  --service-id "$SERVICE_ID" --client-identifier my-client \\',
    '  --subject john --scopes openid \\',
    `  -q '.accessToken + " " + .refreshToken' | tr -d '"')"`,
  ],
};

const registration: Example = {
  does: 'Register a client:',
  lines: [
    'read -r APP_ID REGISTRATION_TOKEN <<<"$(grantry \\',
    '  dynamic-client-registration register --service-id "$SERVICE_ID" \\',
    `  --json '{"redirect_uris":["https://app.example.com/callback"]}' \\`,
    "  -q '.responseContent | fromjson",
    `    | .client_id + " " + .registration_access_token' | tr -d '"')"`,
  ],
};

/** How to come by what examples name in variables. `SERVICE_ID`, and what is in it, is for the reader to make: docs/engine-api.md says how. */
const sources: Readonly<Record<string, Example>> = {
  TICKET: {
    does: 'Get a ticket:',
    lines: [
      'TICKET=$(grantry authorization process-request \\',
      "  --parameters 'response_type=code&client_id=my-client&scope=openid' \\",
      `  --service-id "$SERVICE_ID" -q .ticket | tr -d '"')`,
    ],
  },
  TOKEN_TICKET: {
    does: 'Get the ticket of a password grant:',
    lines: [
      'TOKEN_TICKET=$(grantry token process --parameters \\',
      "  'grant_type=password&username=john&password=guess&scope=openid' \\",
      '  --service-id "$SERVICE_ID" --client-id my-client \\',
      `  --client-secret my-secret -q .ticket | tr -d '"')`,
    ],
  },
  ACCESS_TOKEN: {
    does: 'Get an access token:',
    lines: [
      'ACCESS_TOKEN=$(grantry token management create \\',
      '  --grant-type AUTHORIZATION_CODE --service-id "$SERVICE_ID" \\',
      '  --client-identifier my-client --subject john \\',
      `  --scopes openid --scopes read -q .accessToken | tr -d '"')`,
    ],
  },
  ID_TOKEN: {
    does: 'Get an ID token with it:',
    lines: [
      'ID_TOKEN=$(grantry token issue --service-id "$SERVICE_ID" \\',
      `  --subject john --ticket "$TOKEN_TICKET" -q .idToken | tr -d '"')`,
    ],
  },
  BATCH: {
    does: 'Make a batch of tokens:',
    lines: [
      'BATCH=$(grantry token management create-batch --body \\',
      `  '[{"grantType":"CLIENT_CREDENTIALS","clientIdentifier":"my-client"}]' \\`,
      `  --service-id "$SERVICE_ID" -q .requestId | tr -d '"')`,
    ],
  },
  USER_CODE: {
    does: 'Have a device wait:',
    lines: [
      'USER_CODE=$(grantry device-flow authorization \\',
      '  --parameters scope=read --service-id "$SERVICE_ID" \\',
      '  --client-id my-client --client-secret my-secret \\',
      `  -q .userCode | tr -d '"')`,
    ],
  },
  FRESH_ACCESS_TOKEN: freshTokens,
  FRESH_REFRESH_TOKEN: freshTokens,
  APP_ID: registration,
  REGISTRATION_TOKEN: registration,
};

const sourceOf = (name: string): Example | undefined => (Object.hasOwn(sources, name) ? sources[name] : undefined);

/** What somebody types before an example, so that its variables hold something: what they build on comes first. */
export function preparationsFor(lines: readonly string[]): readonly Example[] {
  const direct = variablesIn(lines.join('\n'))
    .map(sourceOf)
    .filter((each) => each !== undefined);
  return [...new Set(direct.flatMap((each) => [...preparationsFor(each.lines), each]))];
}
