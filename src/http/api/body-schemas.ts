import Type, { type TObject } from 'typebox';

/** The body of every error of the REST API. */
export const errorBody: TObject = Type.Object(
  {
    message: Type.String({ description: 'What went wrong, for people.' }),
    detail: Type.Optional(Type.String({ description: 'What more is known of it.' })),
    validations: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), detail: Type.String() }), { description: 'The fields that did not pass.' }),
    ),
  },
  { $id: 'Error', description: 'Why a call was refused.' },
);
