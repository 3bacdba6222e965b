// The stage: what an import has made is seen beside what the project has, and goes to its place whole or not at all.

import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Stage } from '../../src/import/write/stage.ts';
import { aFile, aProject } from './a-project.ts';

async function stageOf(files: Readonly<Record<string, string>>, { isForShow = false } = {}) {
  const project = await aProject(files);
  const stage = await Stage.open(project.root, { isForShow });
  onTestFinished(() => stage.end());
  const shown = async (path: string) => readFile(join(stage.folder, path), 'utf8').catch(() => undefined);
  return { project, stage, shown };
}

const bytes = (text: string) => ({ read: async () => new TextEncoder().encode(text) });

describe('the stage', () => {
  it('shows what the project has, except for some files, and what has been added', async () => {
    const { stage, shown } = await stageOf({ 'posts/a.md': 'A', 'posts/b.md': 'B', 'public/c.txt': 'C' });
    stage.write('posts/2015/new.md', 'New');
    await stage.copy('public/d.txt', bytes('D'));
    await stage.linkProject(new Set(['posts/b.md']));
    const paths = ['posts/a.md', 'posts/b.md', 'posts/2015/new.md', 'public/c.txt', 'public/d.txt'];
    expect(await Promise.all(paths.map(shown))).toEqual(['A', undefined, 'New', 'C', 'D']);
  });

  it('changes nothing in the project until a file is published', async () => {
    const { project, stage } = await stageOf({ 'posts/a.md': 'A' });
    const before = await project.files();
    stage.write('posts/new.md', 'New');
    await stage.linkProject(new Set());
    expect(await project.files()).toEqual(before);
    expect(await stage.publish('posts/new.md')).toBe(true);
    expect(await project.files()).toEqual({ ...before, 'posts/new.md': 'New' });
  });

  it('publishes nothing over a file that has come to exist', async () => {
    const { project, stage } = await stageOf({});
    stage.write('posts/a.md', 'New');
    await writeFile(join(project.root, 'posts/a.md'), 'Mine');
    expect(await stage.publish('posts/a.md')).toBe(false);
    expect(await project.files()).toEqual({ 'posts/a.md': 'Mine' });
  });

  it('publishes a copy of a file, so that both can be changed', async () => {
    const { project, stage } = await stageOf({});
    const from = await aFile('a.txt', 'A');
    await stage.copy('public/a.txt', { from });
    await stage.publish('public/a.txt');
    await writeFile(from, 'changed');
    expect(await project.files()).toEqual({ 'public/a.txt': 'A' });
  });

  it('takes one file for each name', async () => {
    const { stage } = await stageOf({});
    stage.write('posts/a.md', 'A');
    expect(() => stage.write('posts/a.md', 'B')).toThrow('EEXIST');
    await expect(stage.copy('posts/a.md', bytes('B'))).rejects.toThrow('EEXIST');
  });

  it('shows what an added file is until its end, through links in the project, too', async () => {
    const { project, stage, shown } = await stageOf({ 'posts/a.md': 'A' });
    await symlink(join(project.root, 'posts/a.md'), join(project.root, 'posts/link.md'));
    await stage.linkProject(new Set());
    expect(await shown('posts/a.md')).toBe('A');
    await stage.end();
    expect((await readdir(project.root)).sort()).toEqual(['posts', 'src']);
    expect(await project.files()).toEqual({ 'posts/a.md': 'A' });
  });
});

it('a stage for show is outside of the project', async () => {
  const { project, stage, shown } = await stageOf({ 'posts/a.md': 'A' }, { isForShow: true });
  const before = await readdir(project.root, { recursive: true });
  stage.write('posts/new.md', 'New');
  await stage.copy('public/b.txt', { from: await aFile('b.txt', 'B') });
  await stage.linkProject(new Set());
  expect(await readdir(project.root, { recursive: true })).toEqual(before);
  expect([await shown('posts/a.md'), await shown('public/b.txt')]).toEqual(['A', 'B']);
  expect(dirname(stage.folder)).not.toBe(project.root);
});
