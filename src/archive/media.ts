// Media: the headers and types of the files beside posts, for every server that sends them.

/** The headers of every file: scripts of other sites may read it, and browsers must not guess another type. */
export const MEDIA_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
};

/** The file extension of a path in lower case, without the dot; empty when there is none. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
