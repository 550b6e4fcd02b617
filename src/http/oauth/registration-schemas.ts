import Type, { type TObject, type TSchema } from 'typebox';
import { clientMetadata, type MetadataMember } from '../../engine/registration/client-metadata.ts';
import { wordNames } from '../../engine/registration/client-words.ts';

const schemaByKind: Readonly<Record<MetadataMember['kind'], TSchema>> = {
  text: Type.String(),
  texts: Type.Array(Type.String()),
  yesOrNo: Type.Boolean(),
  count: Type.Integer({ minimum: 0 }),
  json: Type.Unknown(),
};

const members: Readonly<Record<string, TSchema>> = Object.fromEntries([
  ...clientMetadata.map(({ name, kind }) => [name, Type.Optional(schemaByKind[kind])]),
  ...[...wordNames, 'scope', 'application_type'].map((name) => [name, Type.Optional(Type.String())]),
  ...['response_types', 'contacts'].map((name) => [name, Type.Optional(Type.Array(Type.String()))]),
  ['use_mtls_endpoint_aliases', Type.Optional(Type.Boolean())],
]);

/** What a client says of itself (RFC 7591 §2). Members that are not known are left aside. */
export const clientMetadataBody: TObject = Type.Object(members, { $id: 'ClientMetadata', additionalProperties: true });

/** The client information response (RFC 7591 §3.2.1, RFC 7592 §3). */
export const registrationBody: TObject = Type.Object(
  {
    client_id: Type.String(),
    client_id_issued_at: Type.Integer(),
    client_secret: Type.Optional(Type.String({ description: 'Told this once.' })),
    client_secret_expires_at: Type.Optional(Type.Integer({ description: '0: it does not.' })),
    registration_access_token: Type.String({ description: 'What the registration is managed with.' }),
    registration_client_uri: Type.String({ description: 'Where it is managed.' }),
    ...members,
  },
  { $id: 'ClientRegistration', additionalProperties: true },
);
