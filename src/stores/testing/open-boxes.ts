/**
 * A second process on one database: opens every box it is told of, in small parallel turns, and answers how many it got.
 * Arguments: the database's URL, and a name for its receipts.
 */
import { openDatabase } from '../open-database.ts';
import { boxMigrations, boxNouns, boxOf } from './boxes.ts';

const [url = '', name = ''] = process.argv.slice(2);
const masterKey = new Uint8Array(32).fill(7);
const parallel = 10;

process.once('message', async (boxIds: readonly string[]) => {
  const database = await openDatabase({ url, masterKey, nouns: boxNouns, migrations: boxMigrations });
  let opened = 0;
  for (let start = 0; start < boxIds.length; start += parallel) {
    const outcomes = await Promise.all(
      boxIds.slice(start, start + parallel).map((boxId) => {
        const receipt = boxOf({ id: `receipt of ${boxId} for ${name}`, owner: 'receipts', secret: name });
        return database.commit([
          { change: 'open_box', boxId, at: 1 },
          { change: 'insert_box', box: receipt },
        ]);
      }),
    );
    opened += outcomes.filter(({ outcome }) => outcome === 'committed').length;
  }
  await database.close();
  process.send?.(opened, () => process.disconnect());
});
