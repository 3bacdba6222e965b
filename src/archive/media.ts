// Media: where the files that lie beside posts are served.

/** A file's address is this and its path within posts/, so it stays the same for as long as the file does. */
export const MEDIA_PATH = '/media/';

/** What is said with every file, whoever serves it: scripts and players of other sites may read it, as it is. */
export const MEDIA_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
};

/** Path of a file, given its path within posts/ with forward slashes. */
export function mediaPath(file: string): string {
  return MEDIA_PATH + file.split('/').map(encodeURIComponent).join('/');
}

/** What stands behind the last dot of a path, in lower case; empty without one. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
