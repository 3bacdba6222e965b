// Shortcodes: those of Hugo, and those of WordPress in brackets, read as Markdown.

import { describe, expect, it } from 'vitest';
import { read, VIMEO, YOUTUBE } from './reading.ts';

describe('a shortcode of Hugo becomes Markdown or HTML', () => {
  it.each([
    ['{{< figure src="a.png" alt="A" >}}', '![A](a.png)'],
    [
      '{{< figure src="a.png" title="T" caption="C" link="https://a.example/" >}}',
      '[![](a.png "T – C")](https://a.example/)',
    ],
    [
      '{{< figure src="a.png" attr="Ada" attrlink="https://a.example/" >}}',
      '<figure><img src="a.png" alt=""><figcaption>\n\n[Ada](https://a.example/)\n\n</figcaption></figure>',
    ],
    ['{{% img src="/a.png" alt="A" %}}', '![A](/a.png)'],
    ['{{< figure src="a.png" >}}A caption{{< /figure >}}', '![](a.png "A caption")'],
    [
      '{{< highlight go "linenos=table" >}}\nfunc main() {}\n{{< /highlight >}}',
      '```go\nfunc main() {}\n```',
    ],
    ['{{< high rust >}}\nfn main() {}\n{{< /high >}}', '```rust\nfn main() {}\n```'],
    ['{{< code-rust "main.rs" >}}\nfn main() {}\n{{< /code-rust >}}', '```rust\nfn main() {}\n```'],
    ['{{< mermaid >}}\na --> b\n{{< /mermaid >}}', '```mermaid\na --> b\n```'],
    ['{{< youtube dQw4w9WgXcQ >}}', YOUTUBE],
    ['{{< youtube id="dQw4w9WgXcQ" autoplay="true" >}}', YOUTUBE],
    ['{{<youtube dQw4w9WgXcQ>}}', YOUTUBE],
    ['{{% vimeo 76979871 %}}', VIMEO],
    ['{{< gist octocat 5555251 >}}', '[Gist](https://gist.github.com/octocat/5555251)'],
    ['{{< tweet user="ada" id="877" >}}', '[Post on X](https://x.com/ada/status/877)'],
    ['{{< tweet 877 >}}', '[Post on X](https://x.com/i/status/877)'],
    ['{{< x user="ada" id="877" >}}', '[Post on X](https://x.com/ada/status/877)'],
    ['{{< instagram BWNjjyYFxVx >}}', '[Post on Instagram](https://www.instagram.com/p/BWNjjyYFxVx/)'],
    ['{{< audio src="a.mp3" >}}', '<audio controls src="a.mp3"></audio>'],
    ['{{< video src="a.mp4" poster="a.png" >}}', '<video controls src="a.mp4" poster="a.png"></video>'],
    ['{{% notice tip %}}\nText\n{{% /notice %}}', '<blockquote>\n\n**Tip**\n\nText\n\n</blockquote>'],
    [
      '{{< admonition type="warning" title="Mind" >}}\nText\n{{< /admonition >}}',
      '<blockquote>\n\n**Mind**\n\nText\n\n</blockquote>',
    ],
    [
      '{{< details summary="More" open=true >}}\nText\n{{< /details >}}',
      '<details open><summary>More</summary>\n\nText\n\n</details>',
    ],
    ['{{< details "More" >}}Text{{< /details >}}', '<details><summary>More</summary>\n\nText\n\n</details>'],
    ['{{< rawhtml >}}<b>a</b>{{< /rawhtml >}}', '<b>a</b>'],
    ['{{< comment >}}a{{< /comment >}}b', 'b'],
    ['I am {{< param mood >}}.', 'I am cheerful.'],
    ['[a]({{< ref "other#b" >}})', '[a](other#b.md)'],
    ['[a]({{< relref path="other" >}})', '[a](other.md)'],
    ['{{< button href="/a" >}}Go{{< /button >}}', '[Go](/a)'],
    ['{{< kbd "Ctrl" >}}', '<kbd>Ctrl</kbd>'],
    ['a{{< br >}}b', 'a<br>b'],
    ['{{< center >}}a{{< /center >}}', 'a'],
    ['- {{< figure src="a.png" >}}\n- b', '- ![](a.png)\n- b'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text, 'hugo');
    expect(body.replace(/\n{2,}/g, '\n\n').trim()).toBe(markdown);
    expect(warnings).toEqual([]);
    // A blog that was copied without the setting is read the same.
    expect(read(text, 'gfm').body).toBe(body);
  });
});

describe('a shortcode without a meaning is reported and left out, and the text in it stays', () => {
  it.each([
    ['a {{< unknown b >}} c', 'a  c', '1:3: {{< unknown >}} means nothing here and is left out'],
    [
      '{{% x %}}\n*a*\n{{% /x %}}',
      '\n*a*\n',
      '1:1: {{< x >}} means nothing here, so only the text in it is shown',
    ],
    ['{{< x >}}{{< y >}}a{{< /x >}}', 'a', '{{< y >}} means nothing here and is left out'],
    ['a {{< /x >}}', 'a ', '1:3: {{< /x >}} ends nothing and is left out'],
    ['a {{< x', 'a  x', '1:3: {{< is never closed and is left out; write >}} where it ends'],
    ['{{< highlight go >}}\na', '\na', '1:1: {{< highlight >}} is never closed and is left out; add its end'],
  ])('%j', (text, markdown, warning) => {
    const { body, warnings } = read(text, 'hugo');
    expect(body).toBe(markdown);
    expect(warnings).toContainEqual(expect.stringContaining(warning));
  });
});

describe('a shortcode of WordPress becomes Markdown or HTML', () => {
  it.each([
    [
      '[caption id="a" width="300"]<img src="a.png" alt="A" /> A caption[/caption]',
      '![A](a.png "A caption")',
    ],
    [
      '[caption]<a href="/b"><img src="a.png" alt=""></a> A caption[/caption]',
      '[![](a.png "A caption")](/b)',
    ],
    ['[caption]![A](a.png) A caption[/caption]', '![A](a.png "A caption")'],
    ['[caption][![A](a.png)](/b) A caption[/caption]', '[![A](a.png "A caption")](/b)'],
    ['[youtube https://www.youtube.com/watch?v=dQw4w9WgXcQ]', YOUTUBE],
    ['[youtube=https://www.youtube.com/watch?v=dQw4w9WgXcQ]', YOUTUBE],
    ['[embed]https://vimeo.com/76979871[/embed]', VIMEO],
    ['[embed]https://a.example/b[/embed]', '[https://a.example/b](https://a.example/b)'],
    ['[audio mp3="/a.mp3"][/audio]', '<audio controls src="/a.mp3"></audio>'],
    ['[video width="640" mp4="/a.mp4"][/video]', '<video controls src="/a.mp4"></video>'],
    ['[sourcecode language="php"]\n<?php\n[/sourcecode]', '```php\n<?php\n```'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = read(text);
    expect(body.trim()).toBe(markdown);
    expect(warnings).toEqual([]);
  });

  it('or is reported and left out', () => {
    const { body, warnings } = read('a\n\n[gallery ids="1,2"]\n');
    expect(body).toBe('a\n\n\n');
    expect(warnings).toEqual([expect.stringMatching(/^3:1: \[gallery\] means nothing here and is left out/)]);
  });

  it.each([
    '[gallery](a.md)',
    '[code] and [video]',
    '[youtube]: https://a.example/',
    '[audio][a]',
    'a [gallery] b',
  ])('but not %j, which is Markdown or text', (text) => {
    expect(read(text)).toMatchObject({ body: text, warnings: [] });
  });
});
