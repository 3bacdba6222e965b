// The thread that compiles: a worker of compile-watched.ts, which ends it when a post takes too long.

import { parentPort } from 'node:worker_threads';
import { type CompileOptions, type CompileResult, compile } from './compile.ts';

/** Options that can be sent to the thread. */
export type ThreadOptions = Omit<CompileOptions, 'progress' | 'working'>;

/** What the thread tells the one that started it. */
export type ThreadMessage =
  /** The post that it begins to read or compile, by its path within posts/; undefined when it works on no post. */
  | { readonly working: string | undefined }
  | { readonly progress: readonly [done: number, total: number] }
  | { readonly result: CompileResult }
  /** The message of an error that the compiler threw. */
  | { readonly thrown: string };

const tell = (message: ThreadMessage) => parentPort?.postMessage(message);

parentPort?.on('message', async (options: ThreadOptions) => {
  try {
    const result = await compile({
      ...options,
      working: (file) => tell({ working: file }),
      progress: (...progress) => tell({ progress }),
    });
    tell({ result });
  } catch (error) {
    tell({ thrown: (error as Error).message });
  }
});
