// Media: the headers and types of the files beside posts, whichever server sends them.

/** The headers of every file: scripts and players of other sites may read it, and nobody guesses another type. */
export const MEDIA_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
};

/** The file extension of a path in lower case, without the dot; empty when there is none. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
