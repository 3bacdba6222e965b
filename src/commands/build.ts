// npm run build: compiles posts/ into dist/, for wrangler.

import { join } from 'node:path';
import { writeOutput } from '../compile/write.ts';
import { compileProject, describeEntries, printFindings, ROOT } from './project.ts';

try {
  const result = await compileProject({ drafts: 'exclude', origin: process.env.SITE_ORIGIN });
  printFindings(result);
  if (result.compiled) {
    await writeOutput(join(ROOT, 'dist'), result.compiled);
    const { entries, packed } = result.compiled;
    console.log(`Compiled ${describeEntries(entries)} into dist/archive.bin (${packed.length} bytes).`);
  } else {
    process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
