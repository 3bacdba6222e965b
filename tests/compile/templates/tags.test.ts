// Tags: Liquid of Jekyll, Nunjucks of Eleventy, and what Hexo and Zola add, read as Markdown.

import { describe, expect, it } from 'vitest';
import { read, VIMEO, YOUTUBE } from './reading.ts';

describe('a tag becomes Markdown or HTML', () => {
  it.each([
    ['{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}', '```ruby\nputs 1\n```'],
    ['{% highlight liquid %}{% raw %}{{ x }}{% endraw %}{% endhighlight %}', '```liquid\n{{ x }}\n```'],
    ['- a\n  {% highlight sh %}\n  ls\n  {% endhighlight %}', '- a\n\n  ```sh\n  ls\n  ```'],
    ['> {% highlight sh %}\n> ls\n> {% endhighlight %}', '> ```sh\n> ls\n> ```'],
    ['{% highlight md %}\n```\na\n```\n{% endhighlight %}', '````md\n```\na\n```\n````'],
    ['Write {% highlight sh %}ls{% endhighlight %} here', 'Write `ls` here'],
    ['{% codeblock Title lang:js %}\nlet a\n{% endcodeblock %}', '```js\nlet a\n```'],
    ['{% comment %}not {% even %} this{% endcomment %}a', 'a'],
    ['a {# a comment of Nunjucks #}b', 'a b'],
    ['a\n\n{# b\n\n{% c %}{{ d }}\n#}\n\ne', 'a\n\n\n\ne'],
    ['{% include figure image_path="/a.png" alt="A" caption="C" %}', '![A](/a.png "C")'],
    [
      '{% include figure.html src="/a.png" caption="*C*" %}',
      '<figure><img src="/a.png" alt=""><figcaption>\n\n*C*\n\n</figcaption></figure>',
    ],
    ['{% include image.html url="a b.png" description="A" link="/x" %}', '[![A](a%20b.png)](/x)'],
    ['{% include widgets/any.html src="/a.png" alt="A" %}', '![A](/a.png)'],
    ['{% image "./a.jpg", "A cat", "(min-width: 30em) 50vw" %}', '![A cat](./a.jpg)'],
    ['{% img left /a.png 300 200 "A title" "A description" %}', '![A description](/a.png "A title")'],
    ['{% asset_img a.png "A title" %}', '![A title](a.png)'],
    ['{% youtube dQw4w9WgXcQ %}', YOUTUBE],
    ['{% include youtube.html id="dQw4w9WgXcQ" %}', YOUTUBE],
    ['{% include video id="dQw4w9WgXcQ" provider="youtube" %}', YOUTUBE],
    ['{% youtube https://youtu.be/dQw4w9WgXcQ?t=3 %}', YOUTUBE],
    ['{% vimeo 76979871 %}', VIMEO],
    ['{{ youtube(id="dQw4w9WgXcQ") }}', YOUTUBE],
    ['{{ "https://www.youtube.com/watch?v=dQw4w9WgXcQ" | embed }}', YOUTUBE],
    ["{{ 'dQw4w9WgXcQ' | youtube }}", YOUTUBE],
    ['{% gist 5555251 %}', '[Gist](https://gist.github.com/5555251)'],
    ['{% gist octocat/5555251 %}', '[Gist](https://gist.github.com/octocat/5555251)'],
    ['{% twitter https://twitter.com/a/status/1 %}', '[Post on X](https://twitter.com/a/status/1)'],
    ['{% audio /a.mp3 %}', '<audio controls src="/a.mp3"></audio>'],
    ['{% note warning %}\nText\n{% endnote %}', '<blockquote>\n\n**Warning**\n\nText\n\n</blockquote>'],
    ['{% quote(author="Ada") %}\nText\n{% end %}', '<blockquote>\n\nText\n\n— Ada\n\n</blockquote>'],
    ['{% callout type="tip" %}\nText\n{% /callout %}', '<blockquote>\n\n**Tip**\n\nText\n\n</blockquote>'],
    [
      '{% blockquote Ada https://a.example/ Her page %}\nText\n{% endblockquote %}',
      '<blockquote>\n\nText\n\n— Ada, [Her page](https://a.example/)\n\n</blockquote>',
    ],
    ['{% post_link other %}', '[The other post](other.md)'],
    ['[a]({% post_url 2026-01-01-other %})', '[a](2026-01-01-other.md)'],
    ['[a]({% link _posts/other.md %}#b)', '[a](_posts/other.md.md#b)'],
    ['[a]({{ site.baseurl }}{% post_url other %})', '[a](other.md)'],
    ['![a]({% asset_path a.png %})', '![a](a.png)'],
    ['<img src="{% asset_path a.png %}">', '<img src="a.png">'],
    ['<p>{% include image.html src="/a.png" alt="A" %}</p>', '<p><img src="/a.png" alt="A"></p>'],
    ['Text\n{% youtube dQw4w9WgXcQ %}\ntext', `Text\n\n${YOUTUBE}\n\ntext`],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text);
    expect(withoutExtraLines(body)).toBe(withoutExtraLines(markdown));
    expect(warnings).toEqual([]);
  });
});

/** Blank lines are needed around blocks, but how many there are makes no difference. */
function withoutExtraLines(text: string): string {
  return text
    .replace(/\n[ >]*(?=\n)/g, '\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}

describe('a variable becomes its value', () => {
  it.each([
    ['{{ site.title }} at {{ site.url }}', 'The blog at https://blog.example'],
    ['{{ page.title | upcase }}', 'THE POST'],
    ['[a]({{ site.url }}/b)', '[a](/b)'],
    ['[a]({{ site.url }})', '[a](/)'],
    ['[a]({{ site.url }}{{ page.url }})', '[a](/posts/the-post)'],
    ['<{{ site.url }}/b>', '<https://blog.example/b>'],
    ['<a href="{{ site.baseurl }}/b">', '<a href="/b">'],
    ['[a]: {{ site.baseurl }}/b', '[a]: /b'],
    ['![a]({{ "/b c.png" | relative_url }})', '![a](/b%20c.png)'],
    ['[a]({{ "/b" | absolute_url }})', '[a](/b)'],
    ['{{ "/b" | absolute_url }}', 'https://blog.example/b'],
    ["[a]({{ '/b' | url }})", '[a](/b)'],
    ['{% assign v = "1.2" %}Version {{ v }}', 'Version 1.2'],
    ['{% set my_name = "Ada" %}{{ my_name | append: "!" }}', 'Ada!'],
    ['{% capture v %}some text{% endcapture %}{{ v }}', 'some text'],
    ['{% set code %}let a{% endset %}\n{{ code | highlight("js") | safe }}', '\n\n```js\nlet a\n```'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text, 'jekyll');
    expect(body).toBe(markdown);
    expect(warnings).toEqual([]);
  });
});

describe('what has no meaning is reported and left out, and the text in it stays', () => {
  it.each([
    ['a {% unknown b %} c', 'a  c', '1:3: {% unknown %} means nothing here and is left out'],
    ['{% include toc.html %}', '', '1:1: {% include toc.html %} means nothing here and is left out'],
    ['{% x %}a{% endx %}', 'a', '1:1: {% x %} means nothing here, so only the text in it is shown'],
    ['{% if page.x %}a{% else %}b{% endif %}', 'ab', '1:1: {% if %} is not evaluated'],
    ['a {% endx %}', 'a ', '1:3: {% endx %} ends nothing and is left out'],
    ['a {% b', 'a  b', '1:3: {% is never closed and is left out; write %} where it ends'],
    ['a {% b\n\nc %}', 'a  b\n\nc %}', '1:3: {% is never closed'],
    ['{% highlight js %}\na', '\na', '1:1: {% highlight %} is never closed and is left out; add its end'],
    ['{{ release.url.gz }}', '', '1:1: {{ release.… }} has no value here and is left out'],
    ['<{{ release.url }}>', '', '1:2: {{ release.… }} has no value here and is left out'],
    ['{{ "ada" | team_photo: "x" }}', '', '1:1: {{ team_photo() }} means nothing here and is left out'],
    ['{{ site.time }}', '', '1:1: {{ site.time }} has no value here and is left out'],
    ['{{ gallery() }}', '', '1:1: {{ gallery() }} means nothing here and is left out'],
  ])('%j', (text, markdown, warning) => {
    const { body, warnings } = read(text, 'jekyll');
    expect(body).toBe(markdown);
    expect(warnings).toEqual([expect.stringContaining(warning)]);
  });

  it('once for each kind in a post', () => {
    const { warnings } = read('{% a %} {% a %} {{ b.c }} {{ b.d }}', 'jekyll');
    expect(warnings.map((each) => each.slice(0, 14))).toEqual(['1:1: {% a %} m', '1:17: {{ b.… }']);
  });
});

describe('in an address, it stays, so that the link is not made', () => {
  it.each([
    ['[a]({{ external_url }}/b)', '[a](%7B%7B%20external_url%20%7D%7D/b)'],
    ['<a href="{% unknown %}">a</a>', '<a href="%7B%25%20unknown%20%25%7D">a</a>'],
  ])('%j', (text, markdown) => {
    expect(read(text)).toMatchObject({ body: markdown, warnings: [] });
  });
});

describe('braces without a tag in the post', () => {
  const text = 'Vue shows {{ name }} there.';

  it('stay in GitHub’s Markdown, with a warning', () => {
    const { body, warnings } = read(text, 'gfm');
    expect(body).toBe(text);
    expect(warnings).toEqual([
      expect.stringMatching(/^1:11: \{\{ name \}\} looks like a variable of a template/),
    ]);
  });

  it('stay in Hugo, which does not read them', () => {
    expect(read(text, 'hugo')).toMatchObject({ body: text, warnings: [] });
  });

  it('are variables of Jekyll', () => {
    expect(read(text, 'jekyll').body).toBe('Vue shows  there.');
  });

  it('are variables where there is a tag, or where only a template has them', () => {
    expect(read(`{% assign a = b %}${text}`, 'gfm').body).toBe('Vue shows  there.');
    expect(read('{{ page.words | count }}', 'gfm').body).toBe('');
  });
});

it('a captured text of several lines stays as it is', () => {
  const text =
    '{% capture a %}\n| b |\n|---|\n| c |\n{% endcapture %}\n<div>\n    {{ a | markdown }}\n</div>';
  const { body, warnings } = read(text);
  expect(body).toMatch(/<div>\n\s*\n\n\| b \|\n\|---\|\n\| c \|\n\n\n<\/div>/);
  expect(warnings).toEqual([]);
});

describe('an element with markdown="1" contains Markdown', () => {
  it.each([
    ['<div markdown="1">*a*</div>', '<div>\n\n*a*\n\n</div>'],
    [
      '<aside class="b" markdown="1">\n  *a*\n\n  - c\n</aside>\n\nd',
      '<aside class="b">\n\n*a*\n\n- c\n\n</aside>\n\nd',
    ],
    ['<p markdown="span" class=b>\n*a*\n</p>', '<div class="b">\n\n*a*\n\n</div>'],
    ['<div markdown="block">\n<div>\n*a*\n</div>\n*b*\n</div>', '<div>\n\n<div>\n*a*\n</div>\n*b*\n\n</div>'],
    ['<div markdown = "1" class = "b">*a*</div>', '<div class="b">\n\n*a*\n\n</div>'],
    ['a <span markdown="1" style="x">*b*</span>', 'a <span style="x">*b*</span>'],
    ['<div markdown="0">*a*</div>', '<div markdown="0">*a*</div>'],
    ['<div markdown="1">*a*', '<div>*a*'],
    ['`<div markdown="1">*a*</div>`', '`<div markdown="1">*a*</div>`'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text, 'jekyll');
    expect(body.replace(/\n{2,}/g, '\n\n').trim()).toBe(markdown);
    expect(warnings).toEqual([]);
  });
});
