// Capitals: file names that only some systems tell apart. macOS and Windows keep one of two such files.

import { type ReportOn, START } from '../report/findings.ts';

/** Files beside posts are written to this folder, too. */
const MEDIA = 'media';

/** Warns of the first file at which a file or folder differs from an earlier one only in capitals. */
export function reportCapitals(names: Iterable<string>, reportOn: ReportOn): void {
  const known = new Map([[MEDIA, MEDIA]]);
  for (const name of names) {
    for (const path of pathsTo(name)) {
      const key = path.toLowerCase();
      const other = known.get(key);
      if (other === undefined) known.set(key, path);
      else if (other !== path) {
        // Only once for each pair.
        known.set(key, path);
        const message = `"${path}" differs from "${other}" only in capitals, and macOS and Windows keep one of the two; rename one`;
        reportOn(name)('warning', START, message);
      }
    }
  }
}

/** The folders around a file and the file itself: `a`, `a/b`, `a/b/c.png`. */
function pathsTo(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
