// A process with the REST API over a database that others share. It prints where it listens, and the setup link if nobody is set up.
import fastify from 'fastify';
import { apiPlugin } from '../../src/http/api/plugin.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { seconds } from '../../src/protocol/units.ts';
import { openRooms } from '../../src/server/rooms.ts';
import type { ApiProcessSettings } from './api-process.ts';
import { testAccessUrl } from './link-account.ts';
import { configuredOf, testMasterKey } from './test-broker.ts';

const { database, providers, host, leaseSeconds }: ApiProcessSettings = JSON.parse(process.argv[2] ?? '{}');

const opened = await openRooms({ database, masterKey: testMasterKey, accessUrl: testAccessUrl, providers: configuredOf(...providers) });
const times = {
  ...opened.broker.times,
  request: seconds(leaseSeconds - 1),
  retries: seconds(0),
  lease: seconds(leaseSeconds),
  validation: seconds(1),
};
const rooms = { ...opened, broker: { ...opened.broker, times } };
const app = fastify();
await app.register(apiPlugin, { rooms });
const url = await app.listen({ port: 0, host });
process.stdout.write(`${url} ${(await createSetupLink(rooms.identity))?.reveal() ?? ''}\n`);
