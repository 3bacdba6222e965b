// The terminal: how counts are written, and progress for work that takes longer than a second.

/** Where a command prints its results and warnings. */
export type Output = Pick<Console, 'log' | 'warn'>;

const QUIET_FIRST_MS = 1000;
const FRAME_MS = 100;

/**
 * Shows `label 1200/10000` on a terminal once a second has passed, or `label 1200` while the total is not known; silent
 * elsewhere. `end` clears the line.
 */
export function showProgress(label: string, stream: NodeJS.WriteStream = process.stderr) {
  const started = Date.now();
  let shown = 0;
  return {
    step(done: number, total?: number): void {
      const now = Date.now();
      if (!stream.isTTY || now - started < QUIET_FIRST_MS || now - shown < FRAME_MS) return;
      shown = now;
      stream.write(`\r\u001b[2K${label} ${done}${total === undefined ? '' : `/${total}`}`);
    },
    end(): void {
      if (shown > 0) stream.write('\r\u001b[2K');
    },
  };
}

/** `1 feed`, `3 feeds`, `2 addresses`, `4 entries`. */
export function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  if (noun.endsWith('y')) return `${number} ${noun.slice(0, -1)}ies`;
  return `${number} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}
