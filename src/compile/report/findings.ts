// Findings: what is wrong with a post, in the form `file:line:column: message` that editors and terminals can open.

import { byText, oneLine, removeForbidden } from '../text/text.ts';

/** A place in a file; lines and columns are counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Path from the project's root, with forward slashes. */
  readonly file: string;
  readonly place: Place;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** Receives the findings about one file. */
export type Report = (severity: Finding['severity'], place: Place, message: string) => void;

/** Gives the Report for a file, named by its path within posts/. */
export type ReportOn = (file: string) => Report;

export const START: Place = { line: 1, column: 1 };

/** A mistake that makes the rest of the post unreadable. */
export class Unreadable extends Error {
  readonly place: Place;
  /** Other mistakes in the same post. */
  readonly others: readonly Unreadable[];

  constructor(place: Place, message: string, others: readonly Unreadable[] = []) {
    super(message);
    this.place = place;
    this.others = others;
  }
}

/** One line. The message may quote any text, so line breaks and control characters are removed. */
export function formatFinding({ severity, file, place, message }: Finding): string {
  const label = severity === 'warning' ? 'warning: ' : '';
  const line = oneLine(removeForbidden(message).replace(/[\s\p{Cc}]+/gu, ' '));
  return `${file}:${place.line}:${place.column}: ${label}${withoutMiddle(line)}`;
}

const LONGEST = 1000;

/** Without the middle of a message that quotes a very long text: its end says what to write instead. */
function withoutMiddle(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST / 2)} … ${message.slice(-LONGEST / 2)}`;
}

/** One line for each finding, sorted by file and place. The same warning about several posts is one line with their number. */
export function formatFindings(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(byPlace)) {
    const key = finding.severity === 'warning' ? finding.message : formatFinding(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const more = others.length === 0 ? '' : ` (and in ${others.length} more)`;
    return [formatFinding(first) + more];
  });
}

function byPlace(a: Finding, b: Finding): number {
  return byText(a.file, b.file) || a.place.line - b.place.line || a.place.column - b.place.column;
}
