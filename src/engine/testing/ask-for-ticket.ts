import assert from 'node:assert/strict';
import { decodeForm } from '../../protocol/form.ts';
import { type OpenedTicket, openTicket, type TicketDecision } from '../tickets/open-ticket.ts';
import type { TestClient, TestEngine } from './open-engine.ts';

/** Parameters of an authorization request, beyond those every one has. */
export type TicketForm = Readonly<Record<string, string>>;

/** Has a front end pass a request of a client on. */
export function askForTicket(run: TestEngine, app: TestClient, form: TicketForm = {}, context?: string): Promise<TicketDecision> {
  const parameters = new URLSearchParams({ client_id: app.client.clientId, response_type: 'code', state: 's', ...form });
  return openTicket(run.engine, { service: run.service, parameters: decodeForm(parameters.toString()), context });
}

/** The same, for a request that is good. */
export async function obtainTicket(run: TestEngine, app: TestClient, form: TicketForm = {}, context?: string): Promise<OpenedTicket> {
  const decision = await askForTicket(run, app, form, context);
  assert.ok(decision.action === 'ticket', JSON.stringify(decision));
  return decision;
}
