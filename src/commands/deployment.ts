// A deployment: upload the site, then ping the hub for the feeds that the upload changed.

import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { pingHub } from './hub.ts';
import { changedFeeds, type FeedTags, fetchTags, waitUntilLive } from './live-site.ts';
import type { Network } from './network.ts';
import { count, type Output } from './terminal.ts';
import { feedsAt, topicsOf } from './topics.ts';

/** The steps of a deployment. A test can replace each of them. */
export interface Deployment {
  /** Compiles what will be uploaded; undefined when there is no hub to ping, or nothing can be uploaded. */
  readonly compile: () => Promise<Archive | undefined>;
  /** Resolves with an exit code. */
  readonly upload: () => Promise<number>;
  /** Reads what was uploaded. */
  readonly readUploaded: () => Promise<Archive>;
  readonly now: () => Instant;
  readonly network: Network;
  readonly output: Output;
}

/** Resolves with the exit code of the upload: after a successful upload, a failing hub only causes a warning. */
export async function deploy(deployment: Deployment): Promise<number> {
  const { compile, upload, now, network, output } = deployment;
  const next = await compile();
  const tagsBefore = next && (await fetchTags(next.site, await feedsAt(next, now()), network));
  const code = await upload();
  if (code !== 0 || !tagsBefore) return code;
  try {
    await pingChanged(deployment, tagsBefore);
  } catch (error) {
    output.warn(`The hub was not notified of this deploy: ${(error as Error).message}`);
  }
  return code;
}

async function pingChanged(
  { readUploaded, now, network, output }: Deployment,
  tagsBefore: FeedTags,
): Promise<void> {
  const archive = await readUploaded();
  const { site } = archive;
  const { hub } = site;
  if (hub === undefined) return;
  const moment = now();
  const changed = changedFeeds(archive, await feedsAt(archive, moment), tagsBefore, moment);
  if (changed.length === 0) return output.log(`No feed has changed, so the hub at ${hub} was not notified.`);
  const late = await waitUntilLive(archive, changed, now, network);
  if (late.length > 0) {
    output.warn(
      `${site.origin} did not show the new version of ${count(late.length, 'feed')} within ` +
        `${network.goLiveTimeoutMs / 1000} s. The hub is notified now; if it was too early, run \`npm run ping\` later.`,
    );
  }
  const topics = changed.flatMap((key) => topicsOf(site, key));
  await pingHub(hub, topics, network, output, changed.length);
}
