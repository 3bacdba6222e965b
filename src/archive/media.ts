// Media: what is said of the files that lie beside posts, whoever serves them.

/** What is said with every file, whoever serves it: scripts and players of other sites may read it, as it is. */
export const MEDIA_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
};

/** What stands behind the last dot of a path, in lower case; empty without one. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
