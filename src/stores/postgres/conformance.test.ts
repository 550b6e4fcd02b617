import { after } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { testStore } from '../testing/conformance.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

testStore({ name: 'PostgreSQL', createUrl: () => postgres.createSchema() });
