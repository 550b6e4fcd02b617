import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';

/** A person who ends everything an application has of them. */
export interface ClientGrantsRevocation {
  readonly service: Pick<Service, 'id'>;
  /** The client's text or numeric id. */
  readonly clientId: string;
  readonly subject: string;
}

/** The application has nothing of them any more, or why not. */
export type ClientGrantsDecision =
  | { readonly action: 'done'; readonly client: Client; readonly changes: readonly EngineChange[] }
  | Refusal;

/** Ends all codes and grants of a subject at a client, on all devices. Nothing to end is no error. */
export function revokeClientGrants(
  engine: Pick<Engine, 'facts' | 'commit' | 'clock'>,
  { service, clientId, subject }: ClientGrantsRevocation,
): Promise<ClientGrantsDecision> {
  return settle(engine, async (): Promise<ClientGrantsDecision> => {
    const found = await engine.facts.findClient(service.id, clientId);
    if (found === undefined) return refuse(new OAuthError('invalid_client', 'This application is not known here.'));
    const { client } = found;
    const clientNumber = client.number;
    return {
      action: 'done',
      client,
      changes: [
        { change: 'delete_codes_of_client_and_subject', clientNumber, subject },
        { change: 'revoke_grants_of_client_and_subject', clientNumber, subject, at: engine.clock() },
      ],
    };
  });
}
