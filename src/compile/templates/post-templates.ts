// The templates of a post: what they refer to, and the body that Markdown is made of.

import { posix } from 'node:path';
import { headingName } from '../links/anchors.ts';
import type { LinkTargets } from '../links/link-targets.ts';
import { decode } from '../links/references.ts';
import type { TargetPost } from '../links/target-post.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Place, Report } from '../report/findings.ts';
import { placesIn } from '../report/places.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { Includes } from './includes.ts';
import { parameterOf, parameterOfSite, variablesOf } from './known-values.ts';
import { addressOf } from './markdown-text.ts';
import { isMdx } from './modules.ts';
import { readTemplates, type TemplateContext } from './read-templates.ts';

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
  const addressOfPost = (name: string) => postAddress(name, file, find);
  return {
    language: { dialect: settings.dialect, isMdx: isMdx(file, post.body) },
    variables: variablesOf(post, settings),
    postAddress: addressOfPost,
    titleOf: (name) => find(name)?.title,
    parameter: (name) => parameterOf(data, name) ?? parameterOfSite(name, settings),
    included: (tag) => {
      const variables = new Map([
        ['site.url', ''],
        ['site.baseurl', ''],
        ...variablesOf(post, settings).known,
      ]);
      const scope = { variables, data, postAddress: addressOfPost };
      return includesOf(targets, settings)?.read(tag, scope);
    },
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

const READ = new WeakMap<ReadonlyMap<string, string>, Includes>();

/** The includes of a blog, which are parsed once. */
function includesOf({ includes }: LinkTargets, { timeZone }: CheckedSettings): Includes | undefined {
  if (includes === undefined || includes.size === 0) return undefined;
  const read = READ.get(includes) ?? new Includes(includes, timeZone);
  READ.set(includes, read);
  return read;
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
