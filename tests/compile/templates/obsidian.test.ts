// Obsidian: wiki links, embedded files and comments, read as Markdown.

import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('in Obsidian', () => {
  it.each([
    ['[[other]]', '[other](other.md)'],
    ['[[Other|a label]]', '[a label](other.md)'],
    ['[[other#A heading]]', '[other > A heading](other.md#a-heading)'],
    ['[[other#A#B|label]]', '[label](other.md#b)'],
    ['[[other#^block]]', '[other > block](other.md)'],
    ['[[#A heading]]', '[A heading](#a-heading)'],
    ['[[missing note]]', '[missing note](missing%20note.md)'],
    ['[[a.pdf]]', '[a.pdf](a.pdf)'],
    ['| [[other\\|label]] |', '| [label](other.md) |'],
    ['![[a.png]]', '![](a.png)'],
    ['![[a.png|A description]]', '![A description](a.png)'],
    ['![[a.png|300]]', '<img src="a.png" alt="" width="300">'],
    ['![[a.png|A|300x200]]', '<img src="a.png" alt="A" width="300" height="200">'],
    ['![[a.mp3]]', '<audio controls src="a.mp3"></audio>'],
    ['![[a.mp4]]', '<video controls src="a.mp4"></video>'],
    ['a %%a comment%% b', 'a  b'],
    ['a\n\n%%\na comment\n\nof two paragraphs\n%%\n\nb', 'a\n\n\n\nb'],
    ['`[[other]] %%a%%`', '`[[other]] %%a%%`'],
    ['100%% of a', '100%% of a'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text, 'obsidian');
    expect(body).toBe(markdown);
    expect(warnings).toEqual([]);
  });

  it('a note in another becomes a link, with a warning', () => {
    const { body, warnings } = read('a ![[other]]', 'obsidian');
    expect(body).toBe('a [other](other.md)');
    expect(warnings).toEqual([expect.stringMatching(/^1:3: !\[\[other\]\] shows another note in Obsidian/)]);
  });

  it.each(['gfm', 'jekyll', 'hugo'] as const)('and not in %s', (dialect) => {
    const text = '[[other]] ![[a.png]] %%a%% [[1]](https://a.example/)';
    expect(read(text, dialect)).toMatchObject({ body: text, warnings: [] });
  });
});
