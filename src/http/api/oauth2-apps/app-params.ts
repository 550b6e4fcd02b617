import Type from 'typebox';

const pattern = '^([0-9]{1,16}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[a-z][a-z0-9-]{1,63})$';

/** Which application: its text id or its number. */
export const appParams: Type.TObject<{ app: Type.TString }> = Type.Object({
  app: Type.String({ pattern, description: 'The `client_id`, or the numeric id.' }),
});

/** Which of an application's secrets. */
export const secretParams: Type.TObject<{ app: Type.TString; secretID: Type.TString }> = Type.Object({
  app: Type.String({ pattern, description: 'The `client_id`, or the numeric id.' }),
  secretID: Type.String({ description: "The secret's id." }),
});
