// Longwave on Cloudflare Workers: the archive is a Data module of the bundle, decoded on demand.

import { env } from 'cloudflare:workers';
import packed from '../../dist/archive.bin';
import { openArchive } from '../archive/archive.ts';
import { createApp, warmUp } from '../http/app.ts';

// A variable of the deployment: a preview or a second domain serves the same archive at its own origin.
const { SITE_ORIGIN } = env;
const origin = SITE_ORIGIN === undefined ? undefined : new URL(SITE_ORIGIN).origin;
const archive = openArchive(packed, { origin });

// An error here is ignored: the first request that meets it reports it.
warmUp(archive).catch(() => {});

export default createApp(archive);
