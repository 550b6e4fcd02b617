import Type, { type TArray, type TBoolean, type TObject, type TOptional, type TString, type TUnion } from 'typebox';

/** A property that rides along with tokens. */
export const property: TObject<{ key: TString; value: TString; hidden: TOptional<TBoolean> }> = Type.Object(
  {
    key: Type.String(),
    value: Type.String(),
    hidden: Type.Optional(Type.Boolean({ description: 'Keep it from clients and resource servers.' })),
  },
  { $id: 'EngineProperty' },
);

/** A name and a value. */
export const pair: TObject<{ key: TString; value: TString }> = Type.Object(
  { key: Type.String(), value: Type.String() },
  { $id: 'EnginePair' },
);

/** Text that must not be empty: `parameters`, `token`, `ticket`. */
export const text = (description: string): TString => Type.String({ description, minLength: 1 });

/** Text that may be left out. */
export type OptionalText = TOptional<TString>;

/** A list of texts that may be left out. */
export type OptionalTexts = TOptional<TArray<TString>>;

/** Makes the schema of text that may be left out. */
export const optionalText = (description: string): OptionalText => Type.Optional(Type.String({ description }));

/** Makes the schema of a list of texts that may be left out. */
export const optionalTexts = (description: string): OptionalTexts => Type.Optional(Type.Array(Type.String(), { description }));

/** A list of properties, or the text of one as older libraries send it. */
export const properties: TOptional<TUnion<[TArray<typeof property>, TString]>> = Type.Optional(
  Type.Union([Type.Array(property), Type.String()], {
    description: 'Extra properties for the tokens: `[{"key":…,"value":…,"hidden":…}]`.',
  }),
);

/** How freely Client ID Metadata Documents are fetched in one call: `true` adds to what the service allows. */
export const cimdOptions: TObject = Type.Object(
  {
    alwaysRetrieved: Type.Optional(Type.Boolean()),
    httpPermitted: Type.Optional(Type.Boolean()),
    queryPermitted: Type.Optional(Type.Boolean()),
  },
  {
    $id: 'EngineCimdOptions',
    description:
      'How the document behind a client id that is a URL is fetched: `{"alwaysRetrieved":true}` asks for it anew, `{"httpPermitted":true}` and `{"queryPermitted":true}` allow such URLs.',
  },
);
