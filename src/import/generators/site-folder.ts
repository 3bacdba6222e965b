// The folder of a site: the files of a generator, read as text or as data, whatever notation they are in.

import { posix } from 'node:path';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parse as parseYaml } from 'yaml';
import { decodeUtf8 } from '../../compile/text/decode.ts';
import type { TreeSource } from '../source/source.ts';
import { COMPUTED } from './literals.ts';
import { readScript, type Script } from './script.ts';

/** Data of a configuration: the keys as they are written. */
export type Data = Readonly<Record<string, unknown>>;

/** The folder of a site, of which only a part may be wanted. */
export interface SiteFolder {
  /** Paths of all files from the root of the site, with forward slashes. */
  readonly files: readonly string[];
  readonly has: (path: string) => boolean;
  /** The first of these files that exists. */
  readonly first: (...paths: readonly string[]) => string | undefined;
  /** Undefined when there is no such file, or when it is not UTF-8. */
  readonly text: (path: string) => Promise<string | undefined>;
  /** The object in a YAML, TOML or JSON file, or the one that a script exports; empty when it cannot be read. */
  readonly data: (path: string | undefined) => Promise<Data>;
  readonly script: (path: string | undefined) => Promise<Script>;
  /** The bytes of a file. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** Where a file is on disk; undefined in an archive. */
  readonly locate: (path: string) => string | undefined;
  /** When a file was changed, as an archive says; undefined in a folder. */
  readonly changed: (path: string) => Date | undefined;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const IMPORT_DEPTH = 3;
/** A file of data, or a post, is shorter. */
const LONGEST_TEXT = 20_000_000;

/** The part of a tree that lies under a folder, as the folder of a site. */
export function siteFolder(tree: TreeSource, root = ''): SiteFolder {
  const prefix = root === '' ? '' : `${root}/`;
  const files = tree.files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const known = new Set(files);
  const read = (path: string) => tree.read(prefix + path);
  const text = async (path: string) =>
    known.has(path)
      ? decodeUtf8(await tree.read(prefix + path, LONGEST_TEXT))?.replace(/^\uFEFF/, '')
      : undefined;
  const script = async (path: string | undefined, depth = 0): Promise<Script> => {
    const content = path === undefined ? undefined : await text(path);
    return readScript(content ?? '', async (specifier) => {
      const target =
        depth < IMPORT_DEPTH && path !== undefined ? resolveImport(path, specifier, known) : undefined;
      if (target === undefined) return undefined;
      return SCRIPT.test(target)
        ? script(target, depth + 1)
        : { exported: await data(target), constants: new Map(), calls: [] };
    });
  };
  const data = async (path: string | undefined): Promise<Data> => {
    if (path === undefined) return {};
    const value = SCRIPT.test(path)
      ? (await script(path)).exported
      : parseData(path, (await text(path)) ?? '');
    return isData(value) ? value : {};
  };
  return {
    files,
    has: (path) => known.has(path),
    first: (...paths) => paths.find((path) => known.has(path)),
    text,
    data,
    script: (path) => script(path),
    read,
    locate: (path) => (tree.folder === undefined ? undefined : posix.join(tree.folder, prefix + path)),
    changed: (path) => tree.changed?.(prefix + path),
  };
}

/** The file that a script means by `./config` or `@/config`. */
function resolveImport(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const base = specifier.startsWith('.')
    ? posix.join(posix.dirname(from), specifier)
    : specifier.replace(/^[@~]\//, 'src/');
  const endings = ['', '.ts', '.js', '.mjs', '.mts', '.tsx', '.json', '/index.ts', '/index.js'];
  return endings
    .map((ending) => base.replace(/\.js$/, ending === '.ts' ? '' : '.js') + ending)
    .find((each) => known.has(each));
}

/** What a file of data holds; undefined when it is not valid. */
export function parseData(path: string, text: string): unknown {
  try {
    if (/\.ya?ml$/.test(path)) return parseYaml(text, { logLevel: 'silent', uniqueKeys: false });
    if (path.endsWith('.toml')) return getStaticTOMLValue(parseTOML(text));
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value deep in data, by its keys in any letter case; undefined when it is computed. */
export function valueAt(data: unknown, ...keys: readonly string[]): unknown {
  let value = data;
  for (const key of keys) {
    if (!isData(value)) return undefined;
    const name = Object.hasOwn(value, key)
      ? key
      : Object.keys(value).find((each) => each.toLowerCase() === key.toLowerCase());
    value = name === undefined ? undefined : value[name];
  }
  return value === COMPUTED || value === null ? undefined : value;
}

/** A text deep in data, trimmed. Numbers are texts, too. Undefined when it is absent, empty or something else. */
export function textAt(data: unknown, ...keys: readonly string[]): string | undefined {
  const value = valueAt(data, ...keys);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text;
}
