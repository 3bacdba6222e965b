// Trees of files for single tests, as a folder or an archive would give them.

import type { TreeSource } from '../../src/import/source/source.ts';

/** A tree in memory, of texts by path. */
export function treeOf(files: Readonly<Record<string, string>>): TreeSource {
  return {
    kind: 'tree',
    name: 'a folder',
    files: Object.keys(files).sort(),
    read: async (file) => {
      const text = files[file];
      if (text === undefined) throw new Error(`there is no ${file}`);
      return new TextEncoder().encode(text);
    },
  };
}
