import Type, { type TArray, type TUnsafe } from 'typebox';
import { type HandOutRule, rulesOfProviders } from '../../../identity/model/hand-out-rule.ts';
import { ApiError } from '../api-error.ts';
import { appPermissions } from '../github-apps/installation-wish.ts';

const names = (description: string): TArray => Type.Array(Type.String({ minLength: 1, maxLength: 256 }), { description });

const installation = Type.Object(
  {
    id: Type.Optional(Type.Integer({ minimum: 1, description: "The installation's id." })),
    owner: Type.Optional(Type.String({ description: 'In place of the id: the user or organization.' })),
    repositories: Type.Optional(names('Repositories its tokens may be for at most, without the owner; any if left out.')),
    permissions: Type.Optional(appPermissions),
  },
  { additionalProperties: false },
);

const rule = Type.Object(
  {
    provider: Type.String({ minLength: 1, maxLength: 128, description: "The provider's id." }),
    accounts: Type.Optional(names('Accounts whose tokens it may get; all if left out. The first is meant if the agent names none.')),
    scopes: Type.Optional(names('Scopes a token may have at most; any if left out.')),
    installations: Type.Optional(
      Type.Array(installation, {
        description: "Installations of the provider's GitHub App whose tokens it may get; such a rule has neither accounts nor scopes.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** What an agent may get, in full: a token is handed out if one of the rules allows it. */
export const handOutRules: TUnsafe<readonly HandOutRule[] | null> = Type.Unsafe(
  Type.Union([Type.Array(rule), Type.Null()], { description: 'What it may get: whatever one of the rules allows; null is everything.' }),
);

/** What an agent may get, in short. */
export const allowedProviders: TUnsafe<readonly string[] | null> = Type.Unsafe(
  Type.Union([names('Ids of providers.'), Type.Null()], {
    description: 'The short form of `hand_out_rules`: whole providers; null is all.',
  }),
);

/** The fields of a body that say what an agent may get. */
export interface RulesBody {
  readonly hand_out_rules?: readonly HandOutRule[] | null | undefined;
  readonly allowed_providers?: readonly string[] | null | undefined;
}

/**
 * Decodes what an agent may get; undefined is everything.
 *
 * @throws ApiError 400 if it is said in both ways.
 */
export function decodeRules({ hand_out_rules: rules, allowed_providers: providers }: RulesBody): readonly HandOutRule[] | undefined {
  if (rules !== undefined && providers !== undefined) {
    throw new ApiError(400, "'hand_out_rules' and 'allowed_providers' cannot be given together.");
  }
  return rules ?? rulesOfProviders(providers ?? undefined);
}
