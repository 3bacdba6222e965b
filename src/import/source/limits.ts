// Limits of an import, so that a hostile or damaged source cannot fill the memory or run for ever.

const MB = 1_000_000;

/** The largest document that is read. WordPress splits its exports far below; all its posts are in memory at once. */
export const LARGEST_DOCUMENT = 300 * MB;
/** The largest file that is read from an archive or a folder, and the largest picture that is fetched. */
export const LARGEST_FILE = 100 * MB;
/** All that an archive may unpack. */
export const LARGEST_ARCHIVE = 4000 * MB;
/** Files in an archive or a folder. */
export const MOST_FILES = 200_000;
/** Documents of a feed that continues on other pages. */
export const MOST_PAGES = 1000;

/** `300 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MB)} MB`;
}
