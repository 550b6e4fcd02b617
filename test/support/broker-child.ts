// A process with a broker of its own. It says `ready`; told `go <n>`, it hands out n times at once, says what came of it, and ends.
import { once } from 'node:events';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { seconds } from '../../src/protocol/units.ts';
import type { BrokerChildSettings } from './broker-process.ts';
import { openTestBroker, providersOf } from './test-broker.ts';

const settings: BrokerChildSettings = JSON.parse(process.argv[2] ?? '{}');

await using opened = await openTestBroker({
  database: settings.database,
  realClock: true,
  clockAhead: settings.clockAhead ?? 0,
  providers: providersOf(settings.provider),
  times: { request: seconds(settings.leaseSeconds - 1), retries: seconds(0), lease: seconds(settings.leaseSeconds) },
  observe: (step) => {
    if (step === settings.killedAt) process.kill(process.pid, 'SIGKILL');
  },
});

const run = async (): Promise<string> => {
  const result = await handOut(opened.broker, { userId: settings.userId, selector: { id: 'upstream' } });
  return result.action === 'token'
    ? `token ${result.connection.accessToken.reveal()}`
    : `${result.action} ${'cause' in result ? result.cause : ''}`;
};

process.stdout.write('ready\n');
const [command] = (await once(process.stdin.setEncoding('utf8'), 'data')) as [string];
const count = Number(command.trim().split(' ')[1]);
const outcomes = await Promise.all(Array.from({ length: count }, run));
process.stdout.write(`${JSON.stringify([...new Set(outcomes)])}\n`);
process.stdin.destroy();
