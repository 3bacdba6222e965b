// Serves what `npm run build` has made by workerd, prints the port, and ends when its input does. The folder for the
// worker and that of the build are its arguments.

import { bundleWorker, startWorkerd } from '../../src/commands/workerd.ts';

const [folder = '', output = ''] = process.argv.slice(2);
await bundleWorker(folder);
const workerd = await startWorkerd(folder, output, console.error);
console.log(workerd.port);
process.stdin.on('end', () => workerd.stop()).resume();
