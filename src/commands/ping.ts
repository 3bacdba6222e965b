// npm run ping: pings the hub for all feeds, or for the addresses given, whether or not they have changed.

import { pingHub } from './hub.ts';
import { NETWORK } from './network.ts';
import { loadSite, readBuiltArchive, runCommand } from './project.ts';
import { feedsAt, parseTopics, topicsOf } from './topics.ts';

await runCommand(async (typed) => {
  const { hub } = await loadSite();
  if (hub === undefined) {
    console.log("No hub is set. To set one, add `hub: 'https://…'` to src/site.ts.");
    return;
  }
  const archive = await readBuiltArchive();
  const feeds = await feedsAt(archive, Date.now());
  const all = feeds.flatMap((key) => topicsOf(archive.site, key));
  if (typed.length === 0) return pingHub(hub, all, NETWORK, console, feeds.length);
  return pingHub(hub, parseTopics(typed, archive.site, all), NETWORK, console);
});
