// Prints the digests of the golden blog, so that a test can compare those of processes in other time zones and locales.

import { digestGolden } from './golden-blog.ts';

process.stdout.write(await digestGolden());
