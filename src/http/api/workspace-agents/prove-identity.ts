import Type, { type Static, type TObject, type TOptional, type TProperties, type TString } from 'typebox';
import { beginAgentSession } from '../../../identity/workload/begin-agent-session.ts';
import type { WorkloadPlatform } from '../../../identity/workload/platform.ts';
import { identityRefused } from '../identity-refused.ts';
import { defineOperation, type Operation } from '../operation.ts';

interface ProofOperation<Proof, Fields extends TProperties> extends Pick<Operation, 'name' | 'path' | 'summary'> {
  readonly platform: WorkloadPlatform<Proof>;
  readonly fields: Fields;
  /** The proof of a body that has the fields. */
  readonly decode: (body: Static<TObject<Fields>>) => Proof;
}

const agentName: TOptional<TString> = Type.Optional(
  Type.String({ description: "The agent's name or id, where several are known by the same identity." }),
);

/** A field of a proof. An empty one is as good as none. */
export const proofText = (description: string): TString => Type.String({ minLength: 1, maxLength: 200_000, description });

/** Makes the operation by which workloads of one platform prove themselves: one for each platform. */
export const proveIdentity = <Proof, Fields extends TProperties>(operation: ProofOperation<Proof, Fields>): Operation => {
  const { name, path, summary, platform, fields, decode } = operation;
  return defineOperation({
    name,
    method: 'POST',
    path,
    tag: 'Agents',
    summary,
    authorization: { who: 'anyone' },
    body: Type.Object({ ...fields, agent_name: agentName }),
    answers: { 200: { description: 'A token of the agent, for a day.', body: Type.Object({ session_token: Type.String() }) } },
    async run({ body, request, rooms }) {
      // The body has the fields and the name; the two schemas joined are more than their types can follow.
      const proof = decode(body as Static<TObject<Fields>>);
      const { agent_name: named } = body as { readonly agent_name?: string };
      const asked = { ...request, proof, agentName: named || undefined };
      const decision = await beginAgentSession(rooms.identity, platform, asked);
      switch (decision.action) {
        case 'begun':
          return { status: 200, body: { session_token: decision.token.reveal() } };
        case 'refuse':
          throw identityRefused(decision, { denied: 401 });
      }
    },
  });
};
