// The source of an import: one document, or a tree of files in a folder or an archive.

/** A file or what an address answers. Its bytes are read once, from the beginning. */
export interface DocumentSource {
  readonly kind: 'document';
  /** As the owner wrote it, for messages. */
  readonly name: string;
  /** The address from which it comes, after redirects; absent for a file. */
  readonly url?: string;
  /** The character encoding that the server names. */
  readonly charset?: string;
  /** The beginning, decoded: at most 4,096 characters, without a byte order mark or space before them. */
  readonly head: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** A folder, or a zip or tar archive. */
export interface TreeSource {
  readonly kind: 'tree';
  readonly name: string;
  /** The folder on disk; absent for an archive. */
  readonly folder?: string;
  /** Paths of all files, with forward slashes, in the order of their names; without those of tools, as in `.git`. */
  readonly files: readonly string[];
  /** Rejects for a file that is not in the list, and for one of more than `limit` bytes. */
  readonly read: (file: string, limit?: number) => Promise<Uint8Array>;
  /** When a file was changed, as an archive says; absent for a folder, which its system knows better. */
  readonly changed?: (file: string) => Date | undefined;
}

export type Source = DocumentSource | TreeSource;
