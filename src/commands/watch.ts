// Watching: tells of changes in some folders of the project, whatever becomes of the folders themselves.

import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

const SETTLE_MS = 100;

export interface Watching {
  close(): Promise<void>;
}

/**
 * Calls `changed` with a path once changes in these folders of the root have settled, and not again before that is
 * done. Resolves when it watches. `failed` gets what the system says when it cannot watch something.
 */
export async function watchFolders(
  root: string,
  folders: readonly string[],
  changed: (path: string) => Promise<void>,
  failed: (message: string) => void,
): Promise<Watching> {
  let outdated = false;
  let settling: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const settle = (path: string) => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      working = working.then(() => work(path));
    }, SETTLE_MS);
  };
  const came = (folder: string) => {
    outdated = true;
    settle(folder);
  };
  let watcher = await openWatcher(root, folders, { changed: settle, came, failed });

  async function work(path: string): Promise<void> {
    if (outdated) await watchAnew();
    await changed(path);
  }

  async function watchAnew(): Promise<void> {
    outdated = false;
    const former = watcher;
    watcher = await openWatcher(root, folders, { changed: settle, came, failed });
    await former.close();
  }

  return {
    close: async () => {
      clearTimeout(settling);
      await working;
      await watcher.close();
    },
  };
}

interface Listener {
  changed(path: string): void;
  /** Called for every folder that has come. */
  came(folder: string): void;
  failed(message: string): void;
}

/**
 * The root is watched as well: a folder that is gone tells nobody when it comes back. And one that comes back at once
 * is taken by chokidar for the former, of which it hears no more: whoever listens has to watch anew.
 */
async function openWatcher(root: string, folders: readonly string[], listener: Listener): Promise<FSWatcher> {
  const ignored = (path: string) => !['', ...folders].includes(topFolder(root, path));
  const watcher = watch(root, { ignoreInitial: true, ignored });
  // One is enough: at a limit of the system, there is one for every file.
  let told = false;
  watcher.on('error', (error) => {
    if (!told) listener.failed((error as Error).message);
    told = true;
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  watcher.on('all', (_event, path) => listener.changed(path));
  watcher.on('raw', (event, name: string | null, details) => {
    const path = join((details as { watchedPath: string }).watchedPath, name ?? '');
    if (event === 'rename' && !ignored(path) && isFolder(path)) listener.came(path);
  });
  return watcher;
}

function topFolder(root: string, path: string): string {
  return relative(root, path).split(/[\\/]/, 1)[0] ?? '';
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
