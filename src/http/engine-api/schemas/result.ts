import Type, { type TObject, type TString } from 'typebox';

/** What every answer begins with that is no object of its own. */
export const resultMembers: { readonly resultCode: TString; readonly resultMessage: TString } = {
  resultCode: Type.String({ description: '`A` and six digits.' }),
  resultMessage: Type.String({ description: 'The code in brackets, and a sentence.' }),
};

/** An answer that says no more. */
export const resultAnswer: TObject<typeof resultMembers> = Type.Object(resultMembers);
