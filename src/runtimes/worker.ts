// Longwave on Cloudflare Workers: the archive is a Data module of the bundle, decoded on demand.

import packed from '../../dist/archive.bin';
import { openArchive } from '../archive/archive.ts';
import { createApp, warmUp } from '../http/app.ts';

const archive = openArchive(packed);

// Should it fail, the first request will show how, and to whom.
warmUp(archive).catch(() => {});

export default createApp(archive);
