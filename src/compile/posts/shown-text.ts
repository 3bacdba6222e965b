// Shown texts: the texts of the front matter that readers see, such as titles and tags, without template syntax.

import type { Place, Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import type { FieldValues } from './field-values.ts';
import type { LineReaders } from './line-reader.ts';
import { plainText } from './plain-text.ts';

/** What readers see of a text at a place in the front matter. */
export type ShownText = (text: string, place: Place) => string;

/** Syntax that no author of a plain text means as text. A tag such as `<Suspense />` in a title is text. */
const SYNTAX = /\{%|\{\{/;
const WIKI_LINK = /\[\[.*\]\]/;

/** Reads the template syntax that the texts of a post have, and reports what has no meaning. */
export function shownTexts(
  { data }: FieldValues,
  settings: CheckedSettings,
  { readerFor }: LineReaders,
  report: Report,
): ShownText {
  const { dialect } = settings;
  // Jekyll does not look for templates in the front matter, so that code in there is not read as a template.
  const language = { dialect: dialect === 'jekyll' ? 'gfm' : dialect, isMdx: false } as const;
  return (text, place) => {
    if (!SYNTAX.test(text) && !(dialect === 'obsidian' && WIKI_LINK.test(text))) return text;
    const read = readerFor(data, language, settings, report)(text, () => place);
    return read === text ? text : plainText(read);
  };
}
