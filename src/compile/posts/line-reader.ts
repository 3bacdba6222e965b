// Line readers: what reads the template syntax in a title and the like. The templates themselves know posts, not the
// other way round, so a reader is given to those who need one.

import type { Place, Report } from '../report/findings.ts';
import type { CheckedSettings, Dialect } from '../settings/settings.ts';

/** Which syntax a text may have. */
export interface LineLanguage {
  readonly dialect: Dialect;
  readonly isMdx: boolean;
}

/** Reads a line as Markdown; `placeOf` gives the place in the file of an offset in the line. */
export type LineReader = (line: string, placeOf: (offset: number) => Place) => string;

export interface LineReaders {
  /** Whether a post is MDX, by the name of its file and its text. */
  readonly isMdx: (file: string, body: string) => boolean;
  /** The reader for the lines of a post with this front matter. */
  readonly readerFor: (
    data: Readonly<Record<string, unknown>>,
    language: LineLanguage,
    settings: CheckedSettings,
    report: Report,
  ) => LineReader;
}

/** Takes every line for Markdown without templates. */
export const PLAIN_LINES: LineReaders = {
  isMdx: (file) => /\.mdx$/i.test(file),
  readerFor: () => (line) => line,
};
