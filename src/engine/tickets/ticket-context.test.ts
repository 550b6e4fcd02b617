import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askForTicket, obtainTicket } from '../testing/ask-for-ticket.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { personAt } from '../testing/records.ts';
import { failTicket } from './fail-ticket.ts';
import { issueForTicket } from './issue-for-ticket.ts';
import { readTicketContext, updateTicketContext } from './ticket-context.ts';

const read = async (run: TestEngine, ticket: string): Promise<string> => {
  const found = await readTicketContext(run.engine, run.service, ticket);
  return found.action === 'context' ? found.context : found.error.reason;
};
const update = async (run: TestEngine, ticket: string, context: string): Promise<string> => {
  const kept = await updateTicketContext(run.engine, run.service, ticket, context);
  return kept.action === 'context' ? kept.context : kept.error.reason;
};

test('seed 002, ticket/info and ticket/update: what a front end keeps with a ticket comes back as it was written', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app, {}, "ü'\n💥");
  assert.equal(await read(run, ticket), "ü'\n💥");
  assert.equal(await update(run, ticket, 'another'), 'another');
  assert.equal(await read(run, ticket), 'another');
  assert.equal(await read(run, (await obtainTicket(run, app)).ticket), '');
  const issued = await issueForTicket(run.engine, { service: run.service, ticket, subject: personAt() });
  assert.ok(issued.action === 'redirect');
  assert.equal(issued.context, 'another');
});

test('seed 002, ticket/update: a ticket that is used, too old or another service’s keeps nothing more', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const [used, old] = [await obtainTicket(run, app), await obtainTicket(run, app)];
  await failTicket(run.engine, { service: run.service, ticket: used.ticket, reason: 'DENIED' });
  for (const touch of [read, update]) {
    assert.equal(await touch(run, used.ticket, 'x'), 'ticket used before');
    assert.equal(await touch(run, `${old.ticket}x`, 'x'), 'unknown ticket or wrong secret');
    const elsewhere = { ...run, service: { ...run.service, id: run.service.id + 1 } } as TestEngine; // only the service differs
    assert.equal(await touch(elsewhere, old.ticket, 'x'), 'ticket of another service');
  }
  run.pass(900);
  assert.equal(await update(run, old.ticket, 'x'), 'ticket expired');
});

test('seed 002, ticket/update: of an issue and an update at once, the update comes before or not at all', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const opened = await askForTicket(run, app, {}, 'before');
  assert.ok(opened.action === 'ticket');
  const { ticket } = opened;
  const [issued, updated] = await Promise.all([
    issueForTicket(run.engine, { service: run.service, ticket, subject: personAt() }),
    update(run, ticket, 'after'),
  ]);
  assert.equal(issued.action, 'redirect');
  assert.ok(['after', 'ticket used before'].includes(updated), updated);
});
