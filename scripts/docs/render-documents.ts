import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { fillSection } from './section.ts';
import { sections } from './sections/registry.ts';

/** A document as it is and as the code says it should be. */
export interface RenderedDocument {
  readonly file: string;
  readonly current: string;
  readonly fresh: string;
}

/** Renders every document that has generated sections. */
export async function renderDocuments(): Promise<readonly RenderedDocument[]> {
  const files = [...new Set(sections.map(({ file }) => file))];
  return Promise.all(
    files.map(async (file) => {
      const path = join(root, file);
      const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
      let fresh = current;
      for (const section of sections.filter((candidate) => candidate.file === file)) {
        fresh = fillSection(fresh, section, await section.render());
      }
      return { file, current, fresh };
    }),
  );
}
