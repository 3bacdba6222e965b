// npm run ping: tells the hub of all feeds, or of the addresses given, whether they have changed or not.

import { join } from 'node:path';
import { ARCHIVE_FILE } from '../compile/build/write-output.ts';
import { checkSettings } from '../compile/settings/settings.ts';
import settings from '../site.ts';
import { readArchive } from './announce.ts';
import { ROOT } from './project.ts';
import { feedsAt, tellAndSay, topicsNamed, topicsOf, WIRE } from './websub.ts';

async function main(written: readonly string[]): Promise<void> {
  const { hub } = checkSettings(settings).site;
  if (hub === undefined) {
    console.log("There is no hub to tell; to name one, write `hub: 'https://…'` in src/site.ts.");
    return;
  }
  const archive = await readArchive(join(ROOT, 'dist', ARCHIVE_FILE));
  const feeds = await feedsAt(archive, Date.now());
  const all = feeds.flatMap((key) => topicsOf(archive.site, key));
  if (written.length === 0) return tellAndSay(hub, all, WIRE, console, feeds.length);
  return tellAndSay(hub, topicsNamed(written, archive.site, all), WIRE, console);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
