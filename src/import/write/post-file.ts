// The file of an imported post: its front matter, and its text as Markdown.

import type { ImportedPost } from '../imported.ts';
import { absoluteAddress, type Place } from '../markdown/addresses.ts';
import { toMarkdown } from '../markdown/to-markdown.ts';
import { type FrontMatterOptions, formatFrontMatter } from './front-matter.ts';
import type { Pictures } from './pictures.ts';
import type { PlannedPost } from './plan.ts';

export interface PostFileOptions extends FrontMatterOptions {
  /** Scheme and host of the old site; undefined when it is not known. */
  readonly origin: string | undefined;
}

/** Throws a RangeError when the HTML of the post is nested too deeply. */
export function formatPost(
  planned: PlannedPost,
  options: PostFileOptions,
  pictures?: Pick<Pictures, 'replacementFor'>,
): string {
  const { post, ...placement } = planned;
  if ('file' in post.content) return post.content.file;
  const replacementFor = (address: string) => pictures?.replacementFor(planned, address);
  const { image } = post;
  const url = image && (replacementFor(absoluteAddress(image.url, options.origin) ?? '') ?? image.url);
  const shown = image && url !== undefined ? { ...post, image: { ...image, url } } : post;
  const front = formatFrontMatter(shown, placement, options);
  const body = markdownOf(post, { origin: options.origin, ...(pictures && { replacementFor }) });
  return body.trim() === '' ? front : `${front}\n${body}`;
}

/** Addresses are relative to that of the post. Without one, a relative address is that of an imported file. */
function markdownOf({ content, url }: ImportedPost, place: Omit<Place, 'base'>): string {
  if ('markdown' in content) return content.markdown;
  if (!('html' in content)) return content.file;
  const base =
    url !== undefined && URL.canParse(url, place.origin) ? new URL(url, place.origin).href : undefined;
  return toMarkdown(content.html, { ...place, base });
}
