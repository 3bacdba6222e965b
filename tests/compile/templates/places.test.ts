// Places: findings in text that was put in place of a template still name what the author wrote.

import { describe, expect, it } from 'vitest';
import { compileBlog, post } from '../blog.ts';
import { read } from './reading.ts';

describe('the place of what is written', () => {
  it.each([
    ['a {% unknown %} **b**', '**b**', '1:17'],
    ['{% youtube dQw4w9WgXcQ %}\n\n**b**', '**b**', '3:1'],
    ['{% highlight js %}\nlet a\n{% endhighlight %}\n**b**', '**b**', '4:1'],
    ['{{< figure alt="A" src="picture.png" >}}', 'picture.png', '1:25'],
    ['a\n\n{{< figure\n  src="picture.png"\n>}}', 'picture.png', '4:8'],
    ['a [[missing|b]]', 'missing', '1:5'],
  ])('%j: %s', (text, wanted, place) => {
    expect(read(text, 'obsidian').placeOf(wanted)).toBe(place);
  });

  it('without template syntax is its own', () => {
    expect(read('a\n**b**').placeOf('**b**')).toBe('2:1');
  });
});

describe('a blog', () => {
  it('gets findings at the line and column in the file', async () => {
    const { lines } = await compileBlog({
      'a.md': post(
        'title: A\ndate: 2026-01-01',
        '{% include x %} [a](missing.md)\n\n{{< figure src="missing.png" >}}\n\n[c]({{ external_url }}/d)\n\n`{% y %}` {% z',
      ),
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^posts\/a\.md:5:1: warning: \{% include x %\} means nothing here and is left out/,
      ),
      expect.stringMatching(/^posts\/a\.md:5:21: there is no file posts\/missing\.md/),
      expect.stringMatching(/^posts\/a\.md:7:17: there is no file posts\/missing\.png/),
      expect.stringMatching(/^posts\/a\.md:9:5: "\{\{ external_url \}\}\/d" has template syntax/),
      expect.stringMatching(/^posts\/a\.md:11:11: warning: \{% is never closed/),
    ]);
  });
});
