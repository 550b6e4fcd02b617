import { callAsUser } from '../../cli/api/call-as-user.ts';
import { isJsonObject, type JsonObject, objectsOf } from '../../cli/api/read-answer.ts';
import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import { auditPath } from '../../cli/commands/audit/audit-filter.ts';
import { urlOption } from '../../cli/commands/shared-options.ts';
import type { Environment } from '../../cli/environment.ts';
import { findBrokenLink } from '../../identity/audit/chain.ts';
import type { AuditEvent } from '../../identity/model/audit-event.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { sha256 } from '../../stores/mint.ts';
import { openLines } from './open-lines.ts';

const pageSize = 1000;

/** An event as the API shows it, as it was hashed. What is missing or of another type makes the hash wrong, which is what is looked for. */
const decodeEvent = (event: JsonObject): AuditEvent =>
  ({
    ...event,
    at: epochSeconds(Date.parse(String(event.at)) / 1000),
    target: event.target ?? undefined,
    address: event.address ?? undefined,
    requestId: event.request_id ?? undefined,
    details: event.details ?? undefined,
    previousHash: event.previous_hash,
  }) as unknown as AuditEvent;

async function* eventsOfServer(environment: Environment, url: string | undefined): AsyncGenerator<JsonObject> {
  for (let before: string | undefined; ; ) {
    const { body } = await callAsUser(environment, url, { path: auditPath({}, { limit: String(pageSize), before }) });
    const events = objectsOf(body, 'events');
    yield* events;
    if (events.length < pageSize) return;
    before = String(events.at(-1)?.sequence);
  }
}

function parseEvent(line: string, place: string): JsonObject {
  try {
    const event: unknown = JSON.parse(line);
    if (isJsonObject(event) && Number.isInteger(event.sequence)) return event;
  } catch {
    // said below, as of JSON that is something else
  }
  throw new CommandFailure(`${place}: no event`);
}

async function* eventsOfFile(path: string): AsyncGenerator<JsonObject> {
  let number = 0;
  for await (const line of await openLines(path)) {
    number += 1;
    if (line.trim() !== '') yield parseEvent(line, `${path}, line ${number}`);
  }
}

/** `grantry audit verify` */
export const verifyAudit: Command = defineCommand({
  description:
    'Checks that nothing in the audit trail was changed, taken out or put in: each event is hashed with the one before it. Without a file, the trail of the server is checked.',
  arguments: { file: { summary: 'What `grantry audit export` wrote; - is stdin.', isOptional: true } },
  options: { url: urlOption },
  examples: [
    { does: "Check the server's trail:", lines: ['grantry audit verify'] },
    { does: 'Check a copy:', lines: ['grantry audit verify audit.jsonl'] },
  ],
  run: async ({ file, url }, terminal) => {
    const events = file === undefined ? eventsOfServer(terminal.environment, url) : eventsOfFile(file);
    let newer: AuditEvent | undefined;
    let newest: AuditEvent | undefined;
    let count = 0;
    for await (const told of events) {
      const event = decodeEvent(told);
      // Newest first: each pair is checked as it is read, so that a trail of any length needs no memory.
      const broken = findBrokenLink(newer === undefined ? [event] : [event, newer], sha256);
      if (broken !== undefined) throw new CommandFailure(`the trail is broken at event ${broken}`);
      newest ??= event;
      newer = event;
      count += 1;
    }
    if (newer !== undefined && newer.sequence !== 1)
      throw new CommandFailure(`the trail begins with event ${newer.sequence}: those before it are missing`);
    terminal.say(newest === undefined ? 'The trail is empty.' : `${count} events, none changed and none missing. The newest has the hash`);
    if (newest !== undefined) terminal.print(`${newest.hash}\n`);
    return 'done';
  },
});
