import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit } from '../../protocol/commit.ts';
import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import { identityFacts } from '../../stores/facts/identity.ts';
import { createMint, sha256 } from '../../stores/mint.ts';
import { type OpenDatabase, openDatabase } from '../../stores/open-database.ts';
import { createAuditTrail, type FlushableAuditTrail } from '../audit/trail.ts';
import type { IdentityChange } from '../changes.ts';
import type { Origin } from '../origin.ts';
import { createArgon2id } from '../passwords/argon2id.ts';
import type { Identity } from '../ports.ts';
import type { Workload } from '../workload/ports.ts';

/** Identity over a real database, at a time the test sets. */
export interface TestIdentity {
  readonly identity: Identity & { readonly audit: FlushableAuditTrail };
  readonly database: OpenDatabase;
  /** The time everything is told. */
  now: EpochSeconds;
  /** A second node on the same database. */
  openNode(): Promise<TestIdentity>;
  close(): Promise<void>;
}

/** Where the tests' requests come from. */
export const origin: Origin = { address: '192.0.2.7', userAgent: 'node:test', requestId: 'req-1' };

/** A time to start from. */
export const start: EpochSeconds = epochSeconds(1_790_000_000);

/** Checks workloads against nothing: nobody is trusted, and nobody is asked. */
export const trustingNobody: Workload = {
  trust: { awsCertificates: [], azureRoots: [], google: { issuer: '', jwksUri: '', audiences: [] }, issuers: [] },
  keySets: { find: async () => ({ outcome: 'failed', words: 'nobody is asked' }) },
  fetchCertificate: async () => undefined,
};

const openNode = async (url: string, cleanUp: () => void): Promise<TestIdentity> => {
  const database = await openDatabase({ url, masterKey: Buffer.alloc(32, 7) });
  const commit: Commit<IdentityChange> = (changes) => database.commit(changes);
  const facts = identityFacts(database);
  const clock = (): EpochSeconds => node.now;
  const audit = createAuditTrail({
    facts,
    commit,
    clock,
    sha256,
    onFailure: (error) => {
      throw error;
    },
  });
  // A cost that tests can afford; the default's is tested by itself.
  const passwords = createArgon2id({ memory: 64, passes: 2, parallelism: 1 });
  const node: TestIdentity = {
    identity: {
      facts,
      commit,
      clock,
      mint: createMint(),
      sha256,
      passwords,
      audit,
      workload: trustingNobody,
      federation: { audience: '', configured: [] },
    },
    database,
    now: start,
    openNode: () => openNode(url, () => {}),
    close: async () => {
      await audit.flush();
      await database.close();
      cleanUp();
    },
  };
  return node;
};

/** Opens it on a new SQLite file; the test closes it. */
export function openTestIdentity(): Promise<TestIdentity> {
  const directory = mkdtempSync(join(tmpdir(), 'grantry-identity-'));
  return openNode(`sqlite:${join(directory, 'grantry.db')}`, () => rmSync(directory, { recursive: true }));
}

/** Opens it on an empty database that the test made; the test closes it. */
export const openTestIdentityAt = (url: string): Promise<TestIdentity> => openNode(url, () => {});
