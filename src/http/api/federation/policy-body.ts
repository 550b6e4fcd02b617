import Type, { type TObject, type TSchema, type TUnsafe } from 'typebox';
import type { EffectiveFederationPolicy, FederationPolicy } from '../../../identity/model/federation-policy.ts';
import type { AppPermissions } from '../../../protocol/installation-rule.ts';
import { seconds } from '../../../protocol/units.ts';
import { appPermissions, installationFields, repositoryNames } from '../github-apps/installation-wish.ts';
import { encodeTime } from '../times.ts';

const pattern = Type.String({ minLength: 1, maxLength: 512 });
const url = (description: string): Type.TString => Type.String({ maxLength: 512, description });

const policyName = Type.String({ maxLength: 64, description: 'Lower-case letters, digits and hyphens; unique.' });

/** What somebody writes of a policy. */
export interface PolicyInput {
  readonly name: string;
  readonly issuer: string;
  readonly jwks_uri?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
  readonly provider: string;
  readonly installation_id?: number;
  readonly owner?: string;
  readonly repositories?: readonly string[];
  readonly permissions?: AppPermissions;
  readonly max_lifetime_seconds?: number;
  readonly single_use?: boolean;
}

/** What a policy says, besides its name. */
const fields: Readonly<Record<string, TSchema>> = {
  issuer: url('Whose tokens are trusted; `iss` of the token, letter by letter.'),
  jwks_uri: Type.Optional(url("Where the issuer's keys are; left out, its metadata tells.")),
  audience: Type.Optional(
    Type.String({ minLength: 1, maxLength: 512, description: 'What `aud` must hold; left out, the URL of this server.' }),
  ),
  subject: Type.Optional(Type.String({ maxLength: 512, description: 'What `sub` must be; `*` stands for any text.' })),
  claims: Type.Optional(
    Type.Record(Type.String({ maxLength: 128 }), Type.Union([pattern, Type.Array(pattern, { minItems: 1, maxItems: 100 })]), {
      maxProperties: 50,
      description: 'What other claims must be, by name: a pattern, or several of which one must match.',
    }),
  ),
  provider: Type.String({ minLength: 1, maxLength: 64, description: 'The id of the provider whose GitHub App makes the token.' }),
  ...installationFields,
  repositories: Type.Optional(repositoryNames),
  permissions: Type.Optional(appPermissions),
  max_lifetime_seconds: Type.Optional(
    Type.Integer({ minimum: 60, maximum: 3600, description: 'How long the token works; left out, an hour, as long as GitHub gives it.' }),
  ),
  single_use: Type.Optional(Type.Boolean({ description: 'Whether a token of the issuer is good once, by its `jti`.' })),
};

/** What somebody writes of a policy whose name the path has. */
export const policyReplacement: TUnsafe<Omit<PolicyInput, 'name'> & { readonly version?: number }> = Type.Unsafe(
  Type.Object(
    { ...fields, version: Type.Optional(Type.Integer({ description: 'The version you saw, so that nobody else’s change is lost.' })) },
    { $id: 'FederationPolicyReplacement', additionalProperties: false },
  ),
);

/** The schema of {@link PolicyInput}: in a body, and in the configuration file. */
export const policyInput: TUnsafe<PolicyInput> = Type.Unsafe(
  Type.Object({ name: policyName, ...fields }, { $id: 'FederationPolicyInput', additionalProperties: false }),
);

/** Which policy. */
export const policyParams: Type.TObject<{ policy: Type.TString }> = Type.Object({ policy: policyName });

/** A policy as the API shows it. */
export const policyBody: TObject = Type.Object(
  {
    name: Type.String(),
    ...fields,
    source: Type.Enum(['file', 'stored'], { description: 'Those of the configuration file win, and are changed there.' }),
    version: Type.Integer({ description: 'Send it with a change. 0 for policies of the file.' }),
    created_at: Type.String({ format: 'date-time' }),
    updated_at: Type.String({ format: 'date-time' }),
    updated_by: Type.String({ description: 'The id of the user.' }),
  },
  { $id: 'FederationPolicy' },
);

/** Decodes what somebody wrote of a policy. */
export function decodePolicy(input: PolicyInput): FederationPolicy {
  const { name, issuer, jwks_uri, audience, subject, claims, provider, installation_id, owner, repositories, permissions } = input;
  return {
    name,
    issuer,
    jwksUri: jwks_uri,
    audience,
    subject: subject || undefined,
    claims:
      claims && Object.fromEntries(Object.entries(claims).map(([claim, value]) => [claim, typeof value === 'string' ? [value] : value])),
    provider,
    installation: { id: installation_id, owner, repositories, permissions },
    maxLifetime: input.max_lifetime_seconds === undefined ? undefined : seconds(input.max_lifetime_seconds),
    isSingleUse: input.single_use ?? false,
  };
}

const withoutUndefined = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Encodes a policy. */
export function encodePolicy({ source, policy }: EffectiveFederationPolicy): Readonly<Record<string, unknown>> {
  const { id, owner, repositories, permissions } = policy.installation;
  const stored = source === 'stored' ? policy : undefined;
  return {
    ...withoutUndefined({
      name: policy.name,
      issuer: policy.issuer,
      jwks_uri: policy.jwksUri,
      audience: policy.audience,
      subject: policy.subject,
      claims: policy.claims,
      provider: policy.provider,
      installation_id: id,
      owner,
      repositories,
      permissions,
      max_lifetime_seconds: policy.maxLifetime,
      single_use: policy.isSingleUse,
    }),
    source,
    version: stored?.version ?? 0,
    created_at: encodeTime(stored?.createdAt),
    updated_at: encodeTime(stored?.updatedAt),
    updated_by: stored?.updatedBy ?? '',
  };
}
