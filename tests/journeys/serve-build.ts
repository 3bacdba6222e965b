// Serves the result of `npm run build` by workerd, prints the port, and ends when its standard input ends. Its arguments
// are the folder for the worker and the folder of the build.

import { bundleWorker, startWorkerd } from '../../src/commands/workerd.ts';

const [folder = '', output = ''] = process.argv.slice(2);
await bundleWorker(folder);
const workerd = await startWorkerd(folder, output, console.error);
console.log(workerd.port);
process.stdin.on('end', () => workerd.stop()).resume();
