import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SourceFile, shippedFiles } from './source-files.ts';

/** What a rule may not reach for by itself: it is told the time, and given what was made or fetched. */
const forbidden: Readonly<Record<string, RegExp>> = {
  'a clock': /\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bprocess\.hrtime\b/,
  'a timer': /\bset(?:Timeout|Interval|Immediate)\b/,
  chance: /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\brandomBytes\b/,
  'the network': /\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/,
  'the environment': /\bprocess\./,
  'the console': /\bconsole\./,
  'a module of Node': /\bfrom '(?:node:[^']+|fs|crypto|http|https|net)'|\bimport\('node:/,
};

const judgingFile = /^src\/broker\/(?:.*\/)?(?:decide-|classify-|judge-)[^/]*\.ts$|^src\/broker\/(?:.*\/)?(?:health|backoff)\.ts$/;

const isPure = (file: SourceFile): boolean => file.room === 'protocol' || file.room === 'engine' || judgingFile.test(file.path);

for (const [what, pattern] of Object.entries(forbidden)) {
  test(`protocol/, engine/ and the judging files of broker/ name no ${what.replace(/^(?:a|an|the) /, '')}`, () => {
    const wrong = shippedFiles
      .filter(isPure)
      .flatMap((file) =>
        file.code
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1} reaches for ${what}: ${line.trim()}`] : [])),
      );
    assert.deepEqual(wrong, []);
  });
}
