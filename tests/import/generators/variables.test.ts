// Variables of templates: those that posts use, with the texts that the site gives them.

import { describe, expect, it } from 'vitest';
import { findGenerator } from '../../../src/import/generators/generators.ts';
import { variablesIn } from '../../../src/import/generators/variables.ts';
import { treeOf } from '../a-tree.ts';

async function variablesOf(files: Readonly<Record<string, string>>) {
  const found = await findGenerator(treeOf(files));
  const site = await found?.generator.read(found.folder);
  return variablesIn(site?.posts ?? [], site?.values ?? {});
}

describe('posts use', () => {
  const post = (body: string) => `---\ntitle: A\ndate: 2020-01-02\n---\n${body}\n`;

  it.each<[string, Readonly<Record<string, string>>, Record<string, string>]>([
    [
      'the configuration of Jekyll',
      {
        '_config.yml': 'repository: https://git.example/a\nunused: 1',
        '_posts/2020-01-02-a.md': post('{{ site.repository }}'),
      },
      { 'site.repository': 'https://git.example/a' },
    ],
    [
      'data of Jekyll',
      {
        '_config.yml': '',
        '_data/social.yml': 'me: {at: "@a"}',
        '_posts/2020-01-02-a.md': post('{{site.data.social.me.at}}'),
      },
      { 'site.data.social.me.at': '@a' },
    ],
    [
      'parameters of Hugo',
      {
        'hugo.yaml': 'params: {main: "https://a.example", social: {me: "@a"}, unused: b}',
        'content/a.md': post('{{< param "main" >}} {{% param social.me %}} {{< param none >}}'),
      },
      { 'site.params.main': 'https://a.example', 'site.params.social.me': '@a' },
    ],
    [
      'data of Eleventy',
      { '.eleventy.js': '', '_data/env.json': '{"name": "A"}', 'posts/a.md': post('{{ env.name | upper }}') },
      { 'env.name': 'A' },
    ],
    [
      'nothing that Longwave knows itself',
      {
        '_config.yml': 'url: https://a.example',
        '_posts/2020-01-02-a.md': post('{{ site.url }} {{ page.title }}'),
      },
      {},
    ],
    [
      'nothing that is no text',
      { '_config.yml': 'list: [a]', '_posts/2020-01-02-a.md': post('{{ site.list }} {{ site.none }}') },
      {},
    ],
  ])('%s', async (_, files, variables) => {
    expect(await variablesOf(files)).toEqual(variables);
  });
});
