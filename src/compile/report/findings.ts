// Findings: what is wrong with a post, in the form `file:line:column: message` that editors and terminals can open.

import { byText, oneLine, removeForbidden } from '../text/text.ts';
import { type FindingKind, sumUp } from './kinds.ts';

/** A place in a file; lines and columns are counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An error prevents publication. */
export type Severity = 'error' | 'warning';

export interface Finding {
  readonly severity: Severity;
  /** Path from the project's root, with forward slashes. */
  readonly file: string;
  readonly place: Place;
  /** What is wrong and what to write instead. */
  readonly message: string;
  /** What findings it is summed up with, when there are many; absent for one that is always shown. */
  readonly kind?: FindingKind;
}

/** Whether the setting `deadLinks` decides how severe it is. */
export function isOfDeadLinks({ kind }: Finding): boolean {
  return kind !== undefined && kind !== 'template';
}

/** Receives the findings about one file. */
export type Report = (severity: Severity, place: Place, message: string, kind?: FindingKind) => void;

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

/** One line for each finding, sorted by file and place. */
export function listFindings(findings: readonly Finding[]): string[] {
  return [...findings].sort(byPlace).map(formatFinding);
}

/** How many warnings of one kind are shown before the rest is summed up. */
const SHOWN = 5;

/**
 * The same in short: the same warning about several posts is one line with their number, and of each kind of warning, the
 * first few are followed by one line about all of them. Each error has a line, because each must be corrected.
 */
export function formatFindings(findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  const shown = new Map<FindingKind, number>();
  for (const [first, ...others] of groupsOf(findings)) {
    const kind = first.severity === 'warning' ? first.kind : undefined;
    const number = kind === undefined ? 0 : (shown.get(kind) ?? 0) + 1;
    if (kind !== undefined) shown.set(kind, number);
    const more = others.length === 0 ? '' : ` (and in ${others.length} more)`;
    if (number <= SHOWN) lines.push(formatFinding(first) + more);
  }
  const many = [...shown].filter(([, number]) => number > SHOWN);
  return [...lines, ...many.map(([kind]) => sumUpAll(kind, findings))];
}

type Group = readonly [Finding, ...Finding[]];

/** The same warnings together, in the order of the first ones; each error alone. */
function groupsOf(findings: readonly Finding[]): Iterable<Group> {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of [...findings].sort(byPlace)) {
    const key = finding.severity === 'warning' ? finding.message : formatFinding(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups.values();
}

function sumUpAll(kind: FindingKind, findings: readonly Finding[]): string {
  const all = findings.filter((each) => each.severity === 'warning' && each.kind === kind);
  const files = new Set(all.map(({ file }) => file));
  return `${sumUp(kind, all.length, files.size)}; npm run check lists them`;
}

function byPlace(a: Finding, b: Finding): number {
  return byText(a.file, b.file) || a.place.line - b.place.line || a.place.column - b.place.column;
}
