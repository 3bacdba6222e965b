// Archives of documents: WordPress.com, Ghost and others put their export into a zip archive, in one file or in several parts.

import type { Imported } from '../imported.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { documentIn } from '../source/document.ts';
import type { DocumentSource, Source } from '../source/source.ts';
import { withOwnFiles } from './own-files.ts';

/** A reader of archives and folders in which there are documents that one of these readers knows. The first of them counts. */
export function packed(readers: readonly Reader[]): Reader {
  const find = async (source: Source) => {
    const documents = await documentsIn(source);
    for (const reader of readers) {
      const known: DocumentSource[] = [];
      for (const each of documents) if (await reader.recognises(each)) known.push(each);
      if (known.length > 0) return { reader, known };
    }
    return undefined;
  };
  return {
    name: 'archive of exports',
    recognises: async (source) => (await find(source)) !== undefined,
    read: async (source, context) => {
      const found = await find(source);
      if (!found) throw new Error(`${source.name} has no export that is known`);
      const imported = await readAll(found.reader, found.known, context);
      const whole = source.kind === 'tree' ? withOwnFiles(imported, source) : imported;
      return { ...whole, program: imported.program ?? found.reader.name };
    },
  };
}

async function readAll(
  reader: Reader,
  documents: readonly DocumentSource[],
  context: ReadContext,
): Promise<Imported> {
  if (reader.readParts) return reader.readParts(documents, context);
  const parts: Imported[] = [];
  for (const each of documents) parts.push(await reader.read(each, context));
  return joined(parts);
}

/** More parts than any export has; a folder with more is something else. */
const MOST_DOCUMENTS = 200;

/** Documents in XML and JSON, of a source without Markdown: a generator's folder may have feeds, too. */
async function documentsIn(source: Source): Promise<DocumentSource[]> {
  if (source.kind !== 'tree' || source.files.some((file) => /\.(?:md|markdown|mdx)$/i.test(file))) return [];
  const files = source.files.filter((file) => /\.(?:xml|json|txt|atom|rss|rdf)$/i.test(file));
  if (files.length > MOST_DOCUMENTS) return [];
  const documents: DocumentSource[] = [];
  for (const file of files) {
    const document = await documentIn(source, file).catch((error: Error) => {
      // Any text may be beside an export.
      if (file.endsWith('.txt')) return undefined;
      throw error;
    });
    if (document) documents.push(document);
  }
  return documents;
}

/** What all parts have, and what the first one says of the site. */
function joined(parts: readonly Imported[]): Imported {
  return {
    site: parts[0]?.site ?? {},
    posts: parts.flatMap(({ posts }) => posts),
    files: parts.flatMap(({ files }) => files),
    skipped: parts.flatMap(({ skipped }) => skipped),
    notes: parts.flatMap(({ notes = [] }) => notes),
  };
}
