// Longwave on Cloudflare Workers: the archive is a Data module of the bundle, decoded on demand.

import packed from '../../dist/archive.bin';
import { openArchive } from '../archive/archive.ts';
import { createApp } from '../http/app.ts';

export default createApp(openArchive(packed));
