// The templates of a post: what they refer to, and the body that Markdown is made of.

import { posix } from 'node:path';
import { encodePermalink } from '../../routes/paths.ts';
import { headingName } from '../links/anchors.ts';
import type { LinkTargets } from '../links/link-targets.ts';
import { decode } from '../links/references.ts';
import type { TargetPost } from '../links/target-post.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Place, Report } from '../report/findings.ts';
import { placesIn } from '../report/places.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { addressOf } from './markdown-text.ts';
import { readTemplates, type TemplateContext } from './read-templates.ts';
import type { Variables } from './variables.ts';

/** The body of a post as Markdown alone. */
export interface MarkdownBody {
  readonly body: string;
  /** The place in the file of an offset in the body. */
  readonly placeOf: (offset: number) => Place;
}

/** Reads the templates of a post, and reports what has no meaning in them. */
export function readPostTemplates(
  post: SourcePost,
  targets: LinkTargets,
  settings: CheckedSettings,
  report: Report,
): MarkdownBody {
  const placeInText = placesIn(post.body);
  const placeOfText = (offset: number): Place => {
    const { line, column } = placeInText(offset);
    return { line: post.bodyLine + line - 1, column };
  };
  const warn = (offset: number, message: string) =>
    report('warning', placeOfText(offset), message, 'template');
  const { body, offsetOf } = readTemplates(post.body, contextOf(post, targets, settings, warn));
  return { body, placeOf: (offset) => placeOfText(offsetOf(offset)) };
}

function contextOf(
  post: SourcePost,
  targets: LinkTargets,
  settings: CheckedSettings,
  warn: TemplateContext['warn'],
): TemplateContext {
  const { file, data } = post;
  const find = (name: string) => targets.posts.named(decode(name).replace(/[?#].*$/s, ''), file);
  return {
    language: { dialect: settings.dialect, isMdx: /\.mdx$/i.test(file) },
    variables: variablesOf(post, settings),
    postAddress: (name) => postAddress(name, file, find),
    titleOf: (name) => find(name)?.title,
    parameter: (name) => parameterOf(data, name) ?? parameterOfSite(name, settings),
    wiki: {
      findPost: (name) => {
        const found = find(name);
        return found && { address: relative(file, found.file), title: found.title };
      },
      findFile: (name) => addressOf(fileOf(name, file, targets)),
      headingName,
    },
    warn,
  };
}

/**
 * The address of a post by its name, perhaps with a fragment, as an author would link to its file. Without such a post:
 * an address from the root stays, and the name becomes one of a file that is missing, and is reported as that.
 */
function postAddress(name: string, file: string, find: (name: string) => TargetPost | undefined): string {
  const [, target = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(name.trim()) ?? [];
  if (target === '') return fragment;
  if (/^[a-z][a-z+.-]*:/i.test(target)) return addressOf(name);
  const found = find(target);
  if (found) return relative(file, found.file) + addressOf(fragment);
  if (/^_posts\/|^_drafts\//.test(target)) return addressOf(target) + addressOf(fragment);
  const isPath = target.includes('/') || /\.[a-z\d]{2,5}$/i.test(target);
  return addressOf((isPath ? `/${target.replace(/^\/+/, '')}` : `${target}.md`) + fragment);
}

function relative(from: string, to: string): string {
  return addressOf(posix.relative(posix.dirname(from), to));
}

/** A file by its path, or by its name alone, which Obsidian finds in any folder. */
function fileOf(name: string, from: string, { media }: LinkTargets): string {
  const wanted = name.normalize('NFC');
  const beside = posix.join(posix.dirname(from), wanted);
  if (media.has(beside)) return wanted;
  if (media.has(wanted)) return posix.relative(posix.dirname(from), wanted);
  const found = [...media.keys()].find((path) => path.endsWith(`/${wanted}`));
  return found === undefined ? wanted : posix.relative(posix.dirname(from), found);
}

function variablesOf({ data, path, fields }: SourcePost, settings: CheckedSettings): Variables {
  const known = new Map(siteVariables(settings));
  for (const [name, value] of Object.entries(data)) {
    const text = textOf(value);
    if (text === undefined) continue;
    known.set(`page.${name}`, text);
    // Eleventy and Nunjucks have the fields of a post without a name before them.
    if (settings.dialect !== 'jekyll') known.set(name, text);
  }
  if (fields.title !== undefined) known.set('page.title', fields.title);
  const permalink = encodePermalink(path);
  known.set('page.url', permalink).set('page.permalink', permalink);
  return { origin: settings.site.origin, known };
}

function siteVariables({ site, variables }: CheckedSettings): ReadonlyMap<string, string> {
  const [author] = site.authors;
  const pairs: [string, string | undefined][] = [
    ['site.title', site.title],
    ['site.name', site.title],
    ['site.description', site.description],
    ['site.lang', site.language],
    ['site.language', site.language],
    ['site.author', author?.name],
    ['site.author.name', author?.name],
    ['site.email', author?.email],
  ];
  const known = pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new Map([...known, ...Object.entries(variables)]);
}

function parameterOfSite(name: string, settings: CheckedSettings): string | undefined {
  const known = siteVariables(settings);
  return known.get(`site.params.${name}`) ?? known.get(`site.${name}`) ?? known.get(name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A field of the front matter, in any case, or one of Hugo's `params`. */
function parameterOf(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const { params } = data;
  const nested = typeof params === 'object' && params !== null ? Object.entries(params) : [];
  const wanted = name.toLowerCase();
  const found = [...Object.entries(data), ...nested].find(([key]) => key.toLowerCase() === wanted);
  return found && textOf(found[1]);
}
