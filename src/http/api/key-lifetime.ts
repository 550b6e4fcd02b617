import Type, { type TInteger, type TOptional } from 'typebox';

/** How long a key lives; a body's optional field. Ten years at the most: who wants longer leaves it out. */
export const keyLifetime: TOptional<TInteger> = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 315_360_000, description: 'How long it lives, in seconds; for ever if left out.' }),
);
