import { describe, test } from 'node:test';
import type { DatabaseSettings, OpenDatabase } from '../open-database.ts';
import { openDatabase } from '../open-database.ts';
import { boxMigrations, boxNouns } from './boxes.ts';
import { testCommits } from './conformance-commits.ts';
import { testContention } from './conformance-contention.ts';
import { testKeyring } from './conformance-keyring.ts';
import { testMigrations } from './conformance-migrations.ts';
import { testReads } from './conformance-reads.ts';

/** A kind of store under test. */
export interface StoreUnderTest {
  readonly name: string;
  /** The URL of a new, empty database. */
  createUrl(): Promise<string>;
}

/** Opens databases for a test, and closes them after it. */
export interface Opener {
  /** A database of its own, with the boxes' tables. */
  open(settings?: Partial<DatabaseSettings>): Promise<OpenDatabase>;
  /** A URL for several openings of one database. */
  createUrl(): Promise<string>;
}

/** The master key of the suite. */
export const testMasterKey: Uint8Array = new Uint8Array(32).fill(7);

/** Runs `body` with an opener whose databases end with it. */
export type TestWithStore = (title: string, body: (opener: Opener) => Promise<void>) => void;

/** What every store promises. Each store's own test file calls it. */
export function testStore(store: StoreUnderTest): void {
  const testWithStore: TestWithStore = (title, body) => {
    test(title, async () => {
      const opened: OpenDatabase[] = [];
      const open: Opener['open'] = async (settings = {}) => {
        const url = settings.url ?? (await store.createUrl());
        const database = await openDatabase({ masterKey: testMasterKey, nouns: boxNouns, migrations: boxMigrations, ...settings, url });
        opened.push(database);
        return database;
      };
      try {
        await body({ open, createUrl: store.createUrl });
      } finally {
        for (const database of opened) await database.close();
      }
    });
  };
  describe(`${store.name}: commits`, () => testCommits(testWithStore));
  describe(`${store.name}: contention`, () => testContention(testWithStore));
  describe(`${store.name}: reads`, () => testReads(testWithStore));
  describe(`${store.name}: migrations`, () => testMigrations(testWithStore));
  describe(`${store.name}: keyring`, () => testKeyring(testWithStore));
}
