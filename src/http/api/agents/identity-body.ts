import Type, { type TObject, type TSchema, type TUnsafe } from 'typebox';
import type { AgentIdentity } from '../../../identity/model/workload-identity.ts';
import type { AskedIdentity } from '../../../identity/workload/decide-identity.ts';
import { workloadPlatforms } from '../../../identity/workload/registry.ts';
import { encodeTime } from '../times.ts';

const patterns = Type.String({ minLength: 1, maxLength: 512 });

/** What an agent is to be known by, as a body has it. */
export interface IdentityInput {
  readonly platform: string;
  readonly instance_id?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
}

const members: Readonly<Record<string, TSchema>> = {
  platform: Type.Union(
    workloadPlatforms.map(({ name }) => Type.Literal(name)),
    { description: 'What proves it.' },
  ),
  instance_id: Type.Optional(Type.String({ maxLength: 256, description: "The machine's id at its platform." })),
  issuer: Type.Optional(Type.String({ maxLength: 512, description: 'The issuer of its tokens; one the operator trusts.' })),
  subject: Type.Optional(Type.String({ maxLength: 512, description: 'What `sub` of its tokens must be; `*` stands for any text.' })),
};

/** The schema of {@link IdentityInput}. */
export const identityInput: TUnsafe<IdentityInput> = Type.Unsafe(
  Type.Object(
    {
      ...members,
      claims: Type.Optional(
        Type.Record(Type.String(), Type.Union([patterns, Type.Array(patterns)]), {
          description: 'What other claims must be, by name: a pattern, or several of which one must match. `a/b` is the member `b` of `a`.',
        }),
      ),
    },
    { $id: 'AgentIdentityInput', additionalProperties: false },
  ),
);

/** What an agent is known by. */
export const identityBody: TObject = Type.Object(
  {
    id: Type.String(),
    ...members,
    claims: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
    created_at: Type.String({ format: 'date-time' }),
  },
  { $id: 'AgentIdentity' },
);

/** Decodes what an agent is to be known by. */
export const decodeIdentity = ({ platform, instance_id, issuer, subject, claims }: IdentityInput): AskedIdentity => ({
  platform,
  instanceId: instance_id,
  issuer,
  subject,
  claims: claims && Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, typeof value === 'string' ? [value] : value])),
});

/** Encodes what an agent is known by. */
export function encodeIdentity({ id, workload, createdAt }: AgentIdentity): Readonly<Record<string, unknown>> {
  const { platform } = workload;
  const known =
    'issuer' in workload
      ? {
          issuer: workload.issuer,
          ...(workload.subject === undefined ? {} : { subject: workload.subject }),
          ...(workload.claims === undefined ? {} : { claims: workload.claims }),
        }
      : { instance_id: workload.instanceId };
  return { id, platform, ...known, created_at: encodeTime(createdAt) };
}
