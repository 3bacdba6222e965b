// Samples: code that shows template syntax stays as it is, and escaped syntax is shown as its generator shows it.

import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { read, readMdx } from './reading.ts';

const SAMPLES =
  '{% include a %} {{ page.x }} {{< figure >}} {{% b %}} <A /> {c} [[d]] %%e%% [embed]f[/embed]';

describe('a sample in code stays', () => {
  const dialects: readonly Dialect[] = ['gfm', 'hugo', 'obsidian'];
  const codes = [
    `\`\`\`\n${SAMPLES}\n\`\`\``,
    `~~~~ html\n${SAMPLES}\n~~~\n${SAMPLES}\n~~~~`,
    `- a\n\n  \`\`\`\n  ${SAMPLES}\n  \`\`\``,
    `> \`\`\`\n> ${SAMPLES}\n> \`\`\``,
    `a\n\n    ${SAMPLES}\n\n    ${SAMPLES}\n`,
    `- a\n\n      ${SAMPLES}`,
    `\t${SAMPLES}`,
    `a \`${SAMPLES}\` b`,
    `a \`\` \` ${SAMPLES} \`\` b`,
    `a \`${SAMPLES}\n${SAMPLES}\` b`,
    `<pre><code>${SAMPLES}</code></pre>`,
    `a <code>${SAMPLES}</code>`,
    `<!-- ${SAMPLES} -->`,
    `\`\`\`\n${SAMPLES}`,
  ];
  it.each(dialects.flatMap((dialect) => codes.map((code) => [dialect, code] as const)))(
    '%s: %j',
    (dialect, code) => {
      expect(read(code, dialect)).toMatchObject({ body: code, warnings: [] });
    },
  );

  it('in MDX, too, which has no indented code', () => {
    const code = `\`\`\`\n${SAMPLES}\n\`\`\`\n\n\`${SAMPLES}\``;
    expect(readMdx(code)).toMatchObject({ body: code, warnings: [] });
    expect(readMdx('a\n\n    <Tweet id="1" />').body).toContain('[Post on X]');
  });
});

describe('Jekyll reads Liquid in code', () => {
  it.each([
    ['```\n{% raw %}\n{{ a }}\n{% endraw %}\n```', '```\n{{ a }}\n```'],
    ['`{% raw %}{{ page.title }}{% endraw %}`', '`{{ page.title }}`'],
    ['    {{ site.url }}/a', '    https://blog.example/a'],
    ['`{{ "{{" }} a }}`', '`{{ a }}`'],
    ['{% raw %}\n```\n{{ a }} {% b %}\n```\n{% endraw %}', '\n```\n{{ a }} {% b %}\n```\n'],
    ['`{{ secrets.KEY }} {% b %}`', '`{{ secrets.KEY }} {% b %}`'],
  ])('%j', (text, markdown) => {
    expect(read(text, 'jekyll')).toMatchObject({ body: markdown, warnings: [] });
  });

  it('and what only Liquid can mean is reported', () => {
    const { body, warnings } = read('{% assign r = site.data.r %}\n\n    SIZE: {{ r.size }}', 'jekyll');
    expect(body).toBe('\n\n    SIZE: ');
    expect(warnings).toEqual([expect.stringMatching(/^3:11: \{\{ r\.… \}\} has no value here/)]);
  });
});

describe('escaped syntax is shown', () => {
  it.each<[string, string, Dialect]>([
    ['```\n{{</* figure src="a" */>}}\n```', '```\n{{< figure src="a" >}}\n```', 'hugo'],
    [
      'Write {{</* figure */>}} or {{%/* b */%}}.',
      'Write <code>{{&#60; figure &#62;}}</code> or <code>{{% b %}}</code>.',
      'hugo',
    ],
    ['{{< highlight md >}}\n{{</* a */>}}\n{{< /highlight >}}', '```md\n{{< a >}}\n```', 'hugo'],
    ['{% raw %}{{ a }} and {% b %}{% endraw %}', '{{ a }} and <code>{% b %}</code>', 'jekyll'],
    ['{{ "{% b %}" }} {{ "{{" }}', '<code>{% b %}</code> {{', 'jekyll'],
    ['```html\n{% raw %}\n<a>{{ b }}</a>\n{% endraw %}\n```', '```html\n<a>{{ b }}</a>\n```', 'gfm'],
    ['a `{% raw %}{{ b }}{% endraw %}`', 'a `{{ b }}`', 'gfm'],
    ['a `{% b %} {% raw %}c{% endraw %}`', 'a `{% b %} {% raw %}c{% endraw %}`', 'gfm'],
  ])('%j', (text, markdown, dialect) => {
    expect(read(text, dialect)).toMatchObject({ body: markdown, warnings: [] });
  });
});
