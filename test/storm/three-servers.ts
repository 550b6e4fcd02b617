import { testAccessUrl } from '../support/link-account.ts';
import { startPostgres } from '../support/postgres.ts';
import { type SetupResult, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

/** Three servers of one deployment on PostgreSQL. */
export interface ThreeServers extends AsyncDisposable {
  readonly urls: readonly [string, string, string];
  readonly owner: SetupResult;
  /** The deployment's own URL, and so the issuer. */
  readonly issuer: string;
}

/** Starts them, behind a proxy that is trusted, on a database of their own, with an owner. */
export async function startThreeServers(settings: NodeJS.ProcessEnv = {}): Promise<ThreeServers> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(temporaryFolder('three-servers'));
  const postgres = started.adopt(await startPostgres(), ({ stop }) => stop());
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createDatabase(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
    GRANTRY_TRUST_PROXY: '127.0.0.1',
    ...settings,
  };
  const first = started.use(await startServer(environment)); // alone, since it makes the tables
  const owner = await setUpOwner(first.url, first.output());
  const [second, third] = await Promise.all([startServer(environment), startServer(environment)]);
  started.use(second);
  started.use(third);
  const all = started.move();
  return {
    urls: [first.url, second.url, third.url],
    owner,
    issuer: testAccessUrl,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
