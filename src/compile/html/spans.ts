// Spans: parts of a text, replaced all at once.

/** A part of a text, and what is to stand there instead. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Of spans within each other the outermost is replaced; where one ends as another begins, both are. */
export function replaceSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, replacement } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < done) continue;
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}
