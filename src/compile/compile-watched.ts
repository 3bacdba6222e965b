// Watched compiles: each runs in a thread of its own, so that a post that takes too long, or too much memory, becomes an
// error with its name, and every other post is still checked.

import { Worker } from 'node:worker_threads';
import type { CompileOptions, CompileResult } from './compile.ts';
import type { ThreadMessage, ThreadOptions } from './compile-thread.ts';

/** How long a post may take to be read or compiled. An ordinary one takes some milliseconds. */
const BUDGET_MS = 10_000;

/** The time is counted in steps, so that a process that was suspended, as by Ctrl+Z, has lost only one of them. */
const TICKS = 10;

/** How a compile in a thread ended: with its result, or without because of one post. */
type Outcome = { readonly result: CompileResult } | { readonly post: string; readonly reason: string };

/** Compiles in a thread that stays ready for the next compile, and that does not keep the process alive. */
export class WatchedCompiler {
  readonly #budgetMs: number;
  #thread: Worker | undefined;

  /** `budgetMs` is how long a post may take. */
  constructor({ budgetMs = BUDGET_MS } = {}) {
    this.#budgetMs = budgetMs;
  }

  /** Starts the thread, which takes longer than a small blog. */
  start(): void {
    this.#thread ??= startThread();
  }

  /**
   * Like `compile`. Whenever a post ends the thread or exceeds its time, everything is compiled once more without that
   * post, so that the findings of all others are complete. Must not be called again before it has resolved.
   */
  async compile({ progress, ...options }: Omit<CompileOptions, 'working'>): Promise<CompileResult> {
    const unfinished = new Map(options.unfinished);
    for (;;) {
      const outcome = await this.#run({ ...options, unfinished }, progress);
      if ('result' in outcome) return outcome.result;
      unfinished.set(outcome.post, outcome.reason);
    }
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }

  async #run(options: ThreadOptions, progress: CompileOptions['progress']): Promise<Outcome> {
    this.#thread ??= startThread();
    let outcome: Outcome | undefined;
    try {
      outcome = await watch(this.#thread, options, this.#budgetMs, progress);
      return outcome;
    } finally {
      if (outcome && 'result' in outcome) this.#thread.unref();
      else await this.close();
    }
  }
}

function startThread(): Worker {
  // Without the arguments of this process, which may be those of a test runner.
  const thread = new Worker(new URL('./start-thread.mjs', import.meta.url), { execArgv: [] });
  thread.unref();
  return thread;
}

/** Runs one compile. Rejects with an error that concerns no post. */
function watch(
  thread: Worker,
  options: ThreadOptions,
  budgetMs: number,
  progress: CompileOptions['progress'],
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    thread.postMessage(options);
    thread.ref();
    let post: string | undefined;
    let ticks = 0;
    const end = (finish: () => void) => {
      clearInterval(clock);
      thread.off('message', hear).off('error', fail).off('exit', leave);
      finish();
    };
    const blame = (reason: string, error: Error) =>
      end(() => (post === undefined ? reject(error) : resolve({ post, reason })));
    const clock = setInterval(() => {
      ticks += 1;
      if (ticks > TICKS && post !== undefined) blame(tookTooLong(budgetMs), new Error());
    }, budgetMs / TICKS);
    const hear = (message: ThreadMessage) => {
      if ('result' in message) return end(() => resolve({ result: message.result }));
      if ('thrown' in message) return blame(cannotCompile(message.thrown), new Error(message.thrown));
      if ('progress' in message) return progress?.(...message.progress);
      post = message.working;
      ticks = 0;
    };
    const fail = (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_MUCH_MEMORY : cannotCompile(error.message);
      blame(reason, error);
    };
    const leave = (code: number) => blame(cannotCompile(`exit code ${code}`), new Error(`exit code ${code}`));
    thread.on('message', hear).on('error', fail).on('exit', leave);
  });
}

const REMEDY = 'look for very long lines, deep nesting or thousands of repetitions, or split the post';

function tookTooLong(budgetMs: number): string {
  return `the post takes longer than ${budgetMs / 1000} s to compile; ${REMEDY}`;
}

const TOO_MUCH_MEMORY = `the post needs more memory than there is; ${REMEDY}`;

function cannotCompile(message: string): string {
  return `the post cannot be compiled (${message}); ${REMEDY}`;
}
