// The worker at the old address of a site that has moved. wrangler.moved.toml configures it; docs/moving.md tells when.

import { env } from 'cloudflare:workers';
import { createMovedApp } from '../http/moved.ts';

export default createMovedApp(env.MOVED_TO);
