// Files: where the files beside posts and those of public/ are, judging by the archive. The store sends them.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { decodePath, encodePath } from '../routes/paths.ts';

/** A redirect to a path of this site, or to the address of the owner's icon. */
export interface Redirect {
  readonly status: 301 | 308;
  readonly location: string;
}

/** A file that the store of the runtime has. */
export interface StoredFile {
  /** Its percent-encoded path there. */
  readonly file: string;
}

export function isStoredFile(target: object): target is StoredFile {
  return 'file' in target;
}

/** The file at a path, also given decoded. Every other encoding of the path redirects to the canonical one. */
export function fileAt(path: string, decoded: string): StoredFile | Redirect {
  const canonical = encodePath(decoded);
  return path === canonical ? { file: canonical } : { status: 308, location: canonical };
}

const INDEX = 'index.html';

/** What a folder of public/ is served with; undefined for every other path. */
export function indexOf(archive: Archive, path: string, now: Instant): StoredFile | Redirect | undefined {
  if (!path.endsWith('/')) return undefined;
  const decoded = decodePath(path) ?? path;
  if (archive.find(decoded + INDEX, now)?.kind !== 'public') return undefined;
  const target = fileAt(path, decoded);
  return isStoredFile(target) ? { file: target.file + INDEX } : target;
}

/** The file of public/ in place of a document of the site. */
export function replacementOf(archive: Archive, path: string, now: Instant): StoredFile | undefined {
  return archive.find(path, now)?.kind === 'public' ? { file: path } : undefined;
}
