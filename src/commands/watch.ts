// Watching: reports changes in some folders of the project, even when the folders themselves are moved or replaced.

import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Editors write a file in several steps; a change is reported when nothing more has happened for this long. */
const SETTLE_MS = 100;

export interface Watching {
  close(): Promise<void>;
}

/**
 * Calls `changed` with a path once changes in these folders of the root have settled, and never twice at the same
 * time. Resolves when it watches. `failed` receives the message of the system when something cannot be watched.
 */
export async function watchFolders(
  root: string,
  folders: readonly string[],
  changed: (path: string) => Promise<void>,
  failed: (message: string) => void,
): Promise<Watching> {
  let isOutdated = false;
  let settling: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const settle = (path: string) => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      working = working.then(() => report(path));
    }, SETTLE_MS);
  };
  const folderAppeared = (folder: string) => {
    isOutdated = true;
    settle(folder);
  };
  const open = () => openWatcher(root, folders, { changed: settle, folderAppeared, failed });
  let watcher = await open();

  async function report(path: string): Promise<void> {
    if (isOutdated) await replaceWatcher();
    await changed(path);
  }

  async function replaceWatcher(): Promise<void> {
    isOutdated = false;
    // Closed first, because chokidar would share its handle of the old folder with the new watcher. What changes in
    // between is part of the report that follows.
    await watcher.close();
    watcher = await open();
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
  folderAppeared(folder: string): void;
  failed(message: string): void;
}

/**
 * Watches the root too, because a watched folder that is removed does not report its return. When a folder is replaced
 * at once, chokidar keeps watching the old one and reports nothing more: the listener must then open a new watcher.
 */
async function openWatcher(root: string, folders: readonly string[], listener: Listener): Promise<FSWatcher> {
  const ignored = (path: string) => !['', ...folders].includes(topFolder(root, path));
  const watcher = watch(root, { ignoreInitial: true, ignored });
  // Only the first error is reported: when a limit of the system is reached, there is one for every file.
  let hasFailed = false;
  watcher.on('error', (error) => {
    if (!hasFailed) listener.failed((error as Error).message);
    hasFailed = true;
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  watcher.on('all', (_event, path) => listener.changed(path));
  watcher.on('raw', (event, name: string | null, details) => {
    const path = join((details as { watchedPath: string }).watchedPath, name ?? '');
    if (event === 'rename' && !ignored(path) && isFolder(path)) listener.folderAppeared(path);
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
