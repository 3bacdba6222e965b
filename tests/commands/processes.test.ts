// Other processes: one that runs, one that has ended, and how each was started.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { commandLines, identifyProcess } from '../../src/commands/processes.ts';

describe('a process', () => {
  it('has an identity that stays the same while it runs, with its command line, and none afterwards', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'a folder/file'], {
      stdio: 'ignore',
    });
    await once(child, 'spawn');
    const pid = child.pid as number;
    const identity = identifyProcess(pid);
    expect(identity).not.toBe(undefined);
    expect(identifyProcess(pid)).toBe(identity);
    expect(identity).not.toBe(identifyProcess(process.pid));
    expect(commandLines().get(pid)).toContain('setInterval(() => {}, 1000) a folder/file');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(identifyProcess(pid)).toBe(undefined);
    expect(commandLines().get(pid) ?? '').toBe('');
  });
});
