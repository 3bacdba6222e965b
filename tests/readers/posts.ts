// The posts that real readers get, and what a reader must show of each.

import site from '../../src/site.ts';

/** An entry as its author meant it. */
export interface Meant {
  readonly id: string;
  readonly path: string;
  /** Exactly as typed; absent for the note. */
  readonly title?: string;
  readonly published: string;
  readonly updated?: string;
  readonly summary: string;
  readonly content: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly lang: string;
  readonly enclosures: readonly { readonly href: string; readonly type: string; readonly length: number }[];
}

const authority = new URL(site.origin).hostname;
const AUTHOR = site.author;
const LANG = site.language;

// Only the length of a file matters, and the type that its name implies.
const RECORDING = 'RIFF, and then a minute of silence';

export const POSTS: Readonly<Record<string, string>> = {
  'guid.md': `---
title: Why <item> has a guid & what to put in it
date: 2024-05-04T12:00:00Z
id: urn:uuid:940af76e-d2e1-40f2-ba03-5f241efa0253
tags: [feeds, 'R&D', '📻']
summary: Ids < titles & addresses.
---
Never change it; see [what an ampersand means](./ampersand.md).
`,
  'ampersand.md': `---
title: What &amp; means, and ]]> too
date: 2024-05-03T12:00:00Z
authors:
  - Ada & Charles
  - name: Grace
    url: https://example.org/grace
link: https://www.rfc-editor.org/rfc/rfc4287
---
Five characters: \`&amp;\`. Three more: \`]]>\`.
`,
  '2024-05-02-cq.md': `---
date: 2024-05-02T12:00:00Z
audio: cq.wav
---
_CQ_ goes to nobody in particular.
`,
  'cq.wav': RECORDING,
  'größe.md': `---
title: 'Wie groß ist “groß”?'
date: 2024-05-01T12:00:00Z
updated: 2024-05-05T06:30:00Z
lang: de
enclosures:
  - url: https://example.org/film.mp4?q=1&lang=de
    type: video/mp4
    length: 12345678
    title: 'Groß & "größer"'
---
Vier Kilometer.
`,
  'unlisted.md': '---\ntitle: In no feed\ndate: 2024-05-01\nfeed: false\n---\nHidden.\n',
  'draft.md': '---\ntitle: A draft\ndate: 2024-05-01\ndraft: true\n---\nHidden.\n',
  'scheduled.md': '---\ntitle: Far away\ndate: 2100-01-01\n---\nHidden.\n',
};

/** The entries of these posts in feeds, newest first. Addresses on the blog itself begin with its origin. */
export function listed(origin: string): Meant[] {
  return [
    {
      id: 'urn:uuid:940af76e-d2e1-40f2-ba03-5f241efa0253',
      path: '/posts/guid',
      title: 'Why <item> has a guid & what to put in it',
      published: '2024-05-04T12:00:00Z',
      summary: 'Ids < titles & addresses.',
      content: `<p>Never change it; see <a href="${origin}/posts/ampersand">what an ampersand means</a>.</p>`,
      authors: [AUTHOR],
      tags: ['feeds', 'R&D', '📻'],
      lang: LANG,
      enclosures: [],
    },
    {
      id: `tag:${authority},2024-05-03:ampersand`,
      path: '/posts/ampersand',
      title: 'What &amp; means, and ]]> too',
      published: '2024-05-03T12:00:00Z',
      summary: 'Five characters: &amp;. Three more: ]]>.',
      content: '<p>Five characters: <code>&amp;amp;</code>. Three more: <code>]]&gt;</code>.</p>',
      authors: ['Ada & Charles', 'Grace'],
      tags: [],
      lang: LANG,
      enclosures: [],
    },
    {
      id: `tag:${authority},2024-05-02:cq`,
      path: '/posts/cq',
      published: '2024-05-02T12:00:00Z',
      summary: 'CQ goes to nobody in particular.',
      content: '<p><em>CQ</em> goes to nobody in particular.</p>',
      authors: [AUTHOR],
      tags: [],
      lang: LANG,
      enclosures: [{ href: `${origin}/media/cq.wav`, type: 'audio/wav', length: RECORDING.length }],
    },
    {
      id: `tag:${authority},2024-05-01:${encodeURIComponent('größe')}`,
      path: `/posts/${encodeURIComponent('größe')}`,
      title: 'Wie groß ist “groß”?',
      published: '2024-05-01T12:00:00Z',
      updated: '2024-05-05T06:30:00Z',
      summary: 'Vier Kilometer.',
      content: '<p>Vier Kilometer.</p>',
      authors: [AUTHOR],
      tags: [],
      lang: 'de',
      enclosures: [
        { href: 'https://example.org/film.mp4?q=1&lang=de', type: 'video/mp4', length: 12_345_678 },
      ],
    },
  ];
}

/** A post that is published while readers are subscribed. */
export const NEWS = {
  file: 'news.md',
  text: '---\ntitle: News & <b>views</b>\ndate: 2024-06-01T12:00:00Z\n---\nJust in.\n',
  id: `tag:${authority},2024-06-01:news`,
  title: 'News & <b>views</b>',
  content: '<p>Just in.</p>',
};

/** The two formats that these readers read. */
export const FEED_PATHS = ['/rss.xml', '/atom.xml'] as const;
