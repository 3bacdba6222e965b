// The public folder: files that are served at the root of the site as they are. They may be many and large, so listing
// them reads none of them; a picture is opened when a post shows it.

import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Report, type ReportOn, START } from '../report/findings.ts';
import { reportCapitals } from './capitals.ts';
import { describeIrregular, isThere, LEADS_NOWHERE } from './irregular.ts';
import { listEntries, pathWithin } from './list-folder.ts';
import { describeMediaNow, type MediaFile } from './picture.ts';
import { reportTooLong, reportTooMany } from './platform-limits.ts';

/** The folder, as messages name it. */
const PUBLIC = 'public/';

/** A folder with this file is served with it at its own address, `/demo/`. */
const INDEX = 'index.html';

/** A file of the folder, as a post refers to it. */
export interface PublicFile extends MediaFile {
  /** Decoded path at which it is served: `/images/dial.png`, or `/demo/` for `public/demo/index.html`. */
  readonly address: string;
}

export interface PublicFolder {
  /** Location of each file to serve, by its path within the folder, in NFC and with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** The file that a decoded path of the site, such as `/images/dial.png`, leads to. Opens pictures. */
  find(path: string): PublicFile | undefined;
  /** The address of a file that differs from a path only in capitals. */
  spelled(path: string): string | undefined;
}

export const NO_PUBLIC_FOLDER: PublicFolder = {
  files: new Map(),
  find: () => undefined,
  spelled: () => undefined,
};

/** Lists a folder, and reports what is not served. A folder that does not exist is like an empty one. */
export async function readPublicFolder(folder: string, reportOn: ReportOn): Promise<PublicFolder> {
  const paths = (await listPaths(folder, reportOn)).filter((path) => !isHidden(path)).sort();
  const files = new Map<string, string>();
  const lengths = new Map<string, number>();
  for (const path of paths) {
    const report = reportOn(path);
    const name = path.normalize('NFC');
    const location = join(folder, path);
    const stats = isForServers(path, report) ? undefined : await examine(path, location, report);
    if (!stats) continue;
    if (files.has(name)) report('error', START, SAME_NAME);
    files.set(name, location);
    lengths.set(name, stats.size);
    reportTooLong(stats.size, report);
  }
  reportCapitals(files.keys(), reportOn);
  reportTooMany(files.size, reportOn(''));
  return { files, ...searchIn(files, lengths) };
}

async function listPaths(folder: string, reportOn: ReportOn): Promise<string[]> {
  if (!existsSync(folder)) return [];
  try {
    const entries = await listEntries(folder);
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => pathWithin(folder, entry));
  } catch (error) {
    const { code = '', path = folder } = error as NodeJS.ErrnoException;
    const message = code === 'ENOTDIR' ? NO_FOLDER : unreadable('folder', code);
    reportOn(relative(folder, path))('error', START, message);
    return [];
  }
}

const NO_FOLDER = 'this must be a folder; give the file another name';
const SAME_NAME =
  'another file has the same name, with its accents written as other characters; rename one of the two';

/** Names that begin with a dot are for tools, such as .git and .env, except the folder of RFC 8615. */
function isHidden(path: string): boolean {
  const [first = '', ...rest] = path.split('/');
  if (path === '.htaccess') return false;
  const isWellKnown = first === '.well-known' && rest.length > 0;
  return rest.some((name) => name.startsWith('.')) || (first.startsWith('.') && !isWellKnown);
}

const REDIRECTS =
  'this file is not published, because Longwave reads no redirects from it; write old addresses as aliases of the posts, then remove it';
const HEADERS =
  'this file is not published, because Longwave sets the headers of all files itself; remove it';
const RESERVED =
  'this file is not published, because Cloudflare itself answers all addresses that begin with /cdn-cgi/; rename the folder';
const SERVER_CODE = 'this is code for a server, so it is not published; move it out of public/';

/** What other hosts read from the root of a site instead of serving it. Names are compared as wrangler does. */
const FOR_SERVERS: readonly (readonly [name: RegExp, message: string])[] = [
  [/^_redirects$/i, REDIRECTS],
  [/^\.htaccess$/, REDIRECTS],
  [/^_headers$/i, HEADERS],
  // wrangler refuses to upload it.
  [/^_worker\.js/, SERVER_CODE],
  [/^cdn-cgi\//, RESERVED],
];

function isForServers(path: string, report: Report): boolean {
  const found = FOR_SERVERS.find(([name]) => name.test(path));
  if (found) report('warning', START, found[1]);
  return found !== undefined;
}

/** Undefined, with a finding, for what cannot be served. */
async function examine(path: string, location: string, report: Report): Promise<Stats | undefined> {
  const stats = statsOf(location);
  if (!stats) {
    if (path.includes('\uFFFD')) report('error', START, NOT_UTF_8);
    else if (await isThere(location)) report('warning', START, LEADS_NOWHERE);
    return undefined;
  }
  if (!stats.isFile()) {
    report('warning', START, describeIrregular(stats, PUBLIC));
    return undefined;
  }
  try {
    accessSync(location, constants.R_OK);
    return stats;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    report('error', START, unreadable('file', code));
    return undefined;
  }
}

/** Undefined for a file that is not there, and for links that lead nowhere or in a circle. */
function statsOf(location: string): Stats | undefined {
  try {
    return statSync(location);
  } catch {
    return undefined;
  }
}

function unreadable(what: 'file' | 'folder', code: string): string {
  return `this ${what} cannot be read (${code}); change its permissions, or move it out of public/`;
}

const NOT_UTF_8 = 'the name of this file is not UTF-8, so it has no address; rename it';

/** Finds files by addresses. Each is described once, when it is first asked for. */
function searchIn(
  files: ReadonlyMap<string, string>,
  lengths: ReadonlyMap<string, number>,
): Pick<PublicFolder, 'find' | 'spelled'> {
  const described = new Map<string, MediaFile>();
  let inLowerCase: Map<string, string> | undefined;
  const describe = (name: string): MediaFile => {
    const file = described.get(name) ?? describeMediaNow(files.get(name) ?? name, lengths.get(name) ?? 0);
    described.set(name, file);
    return file;
  };
  return {
    find: (path) => {
      const found = meantBy(path).find(([name]) => files.has(name));
      return found && { ...describe(found[0]), address: found[1] };
    },
    spelled: (path) => {
      inLowerCase ??= new Map([...files.keys()].map((name) => [name.toLowerCase(), name]));
      const name = inLowerCase.get(path.slice(1).toLowerCase());
      return name === undefined ? undefined : `/${name}`;
    },
  };
}

/** The files that a path may mean, with the address of each, as the router finds them. */
function meantBy(path: string): [name: string, address: string][] {
  const name = path.slice(1);
  if (path.endsWith('/')) return [[name + INDEX, path]];
  return [
    [name, path],
    [`${name}/${INDEX}`, `${path}/`],
    [`${name}.html`, `${path}.html`],
  ];
}

/** The decoded paths that a file answers: `public/demo/index.html` has `/demo/index.html`, `/demo/` and `/demo`. */
export function pathsOf(name: string): string[] {
  const path = `/${name}`;
  if (!path.endsWith(`/${INDEX}`)) return [path];
  const folder = path.slice(0, -INDEX.length);
  return folder === '/' ? [path, folder] : [path, folder, folder.slice(0, -1)];
}
