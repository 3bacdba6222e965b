// The title of a post that has none in its front matter: from its first heading, or from the name of its file.

import type { Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import type { Fields } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';
import { takeHeading, titleOfName } from './leading-heading.ts';
import type { LineReaders } from './line-reader.ts';

/** The post with the title from its first heading; in Jekyll and Obsidian, from its name if there is none. */
export function withTitle(
  file: string,
  front: FrontMatter,
  fields: Fields,
  name: string,
  { settings, readers, report }: { settings: CheckedSettings; readers: LineReaders; report: Report },
): { front: FrontMatter; fields: Fields; titleIds?: readonly string[] } {
  if (fields.title !== undefined) return { front, fields };
  const { dialect } = settings;
  const language = { dialect, isMdx: readers.isMdx(file, front.body) };
  const readLine = readers.readerFor(front.data, language, settings, report);
  const titled = takeHeading(front.body, language.isMdx, (line, index) => {
    const start = (front.body.split('\n', index + 1)[index] ?? '').indexOf(line);
    return readLine(line, (offset) => ({ line: front.bodyLine + index, column: start + offset + 1 }));
  });
  if (titled) {
    const { title, body, ids } = titled;
    return { front: { ...front, body }, fields: { ...fields, title }, titleIds: ids };
  }
  const title = dialect === 'jekyll' ? titleOfName(name) : dialect === 'obsidian' ? name : '';
  return { front, fields: title === '' ? fields : { ...fields, title } };
}
