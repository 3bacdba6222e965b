// Rendering a feed: the renderer of each format.

import type { Format } from '../routes/formats.ts';
import { renderAtom } from './atom.ts';
import type { FeedDocument } from './document.ts';
import { renderJsonFeed } from './json.ts';
import { renderRss } from './rss.ts';

export const RENDERERS: Record<Format['name'], (document: FeedDocument) => string> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
};

export function renderFeed({ name }: Format, document: FeedDocument): string {
  return RENDERERS[name](document);
}
