// Files of tools and systems, which are no part of a site: they are in no list of files, of a folder or of an archive.

/** Folders that belong to tools. */
const FOLDERS = new Set(['.git', 'node_modules', '__MACOSX']);
/** What the Finder of macOS and the Explorer of Windows add. */
const FILES = /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/;

export function isToolFolder(name: string): boolean {
  return FOLDERS.has(name);
}

/** Whether a file is one of these, or in a folder of a tool. */
export function isToolFile(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return FILES.test(name) || folders.some(isToolFolder);
}
