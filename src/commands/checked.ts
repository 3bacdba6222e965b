// What npm run check says: every finding with its place, how many there are, and what readers would notice of a deploy.

import { noticesOf } from '../compile/lock/notices.ts';
import { listFindings } from '../compile/report/findings.ts';
import { describeEntries, type ProjectCompileResult } from './project.ts';
import { count } from './terminal.ts';

export function describeCheck(
  { findings, compiled, lockOnDisk }: Pick<ProjectCompileResult, 'findings' | 'compiled' | 'lockOnDisk'>,
  now: number,
): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const found = [count(errors, 'error'), count(findings.length - errors, 'warning')].join(' and ');
  const lines = listFindings(findings);
  if (lines.length > 0) lines.push('');
  if (!compiled) return [...lines, `${found}; nothing can be published.`];
  return [
    ...lines,
    `${describeEntries(compiled.entries)}: ${lines.length > 0 ? found : 'nothing is wrong'}.`,
    ...noticesOf(lockOnDisk.lock, compiled.lock, now),
  ];
}
