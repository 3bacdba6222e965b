// Adopting a post: the lines that are added to its file, and when there are none.

import { describe, expect, it } from 'vitest';
import { fieldChecker } from '../../../src/compile/posts/check-fields.ts';
import { readSourcePost } from '../../../src/compile/posts/source-post.ts';
import { checkSettings } from '../../../src/compile/settings/settings.ts';
import { adopt } from '../../../src/import/generators/adopt.ts';
import type { FoundPost } from '../../../src/import/generators/generator.ts';
import { completeSettings } from '../../../src/import/write/site-file.ts';

const settings = checkSettings(completeSettings({ origin: 'https://a.example', markdown: 'hugo' }));
const checkFields = fieldChecker(settings);

const TEXT = '---\ntitle: A\ndate: 2020-01-02\n---\nText.\n';

const adopted = (found: Partial<FoundPost>) => {
  const post: FoundPost = { source: 'a.md', file: 'a.md', text: TEXT, fields: {}, kind: 'post', ...found };
  const { content } = adopt(post, { settings, checkFields, origin: undefined, dateOfFile: () => 0 });
  return 'file' in content ? content.file : '';
};

const readPost = (text: string) =>
  readSourcePost('a.md', new TextEncoder().encode(text), checkFields, settings, () => {})?.post;

describe('a post that is adopted', () => {
  it.each(['/a#b/', '/100%/', '/100%25/', '/what?/', '/at:slug/', '/ö/', '/a b/'])(
    'is at the address %s',
    (path) => {
      expect(readPost(adopted({ path }))?.path).toBe(path);
    },
  );

  it('has all its old addresses', () => {
    const text = '---\ntitle: A\ndate: 2020-01-02\naliases: [old]\n---\nText.\n';
    expect(readPost(adopted({ text, aliases: ['/posts/old'] }))?.aliases).toEqual(['/posts/old']);
    expect(adopted({ text, aliases: ['/old'] })).toBe(text);
  });

  it.each([
    [true, 'draft: true\n', true],
    [false, 'draft: true\n', false],
    [undefined, 'draft: true\n', true],
    [true, '', true],
  ])('is a draft when its generator says so: %s', (draft, field, isDraft) => {
    const text = `---\n${field}title: A\ndate: 2020-01-02\n---\nText.\n`;
    const post = readPost(adopted({ text, ...(draft !== undefined && { draft }) }));
    expect(post?.fields.draft).toBe(isDraft);
  });

  it('stays as it is when its front matter cannot be read', () => {
    const text = '---\ntitle: "A\ndate: 2020-01-02\n---\nText.\n';
    expect(adopted({ text, path: '/x/', date: 5 })).toBe(text);
  });
});
