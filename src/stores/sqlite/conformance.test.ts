import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { testStore } from '../testing/conformance.ts';

const directory = mkdtempSync(join(tmpdir(), 'grantry-sqlite-'));
after(() => rmSync(directory, { recursive: true, force: true }));

let count = 0;
testStore({ name: 'SQLite', createUrl: async () => `sqlite:${join(directory, `${count++}.db`)}` });
