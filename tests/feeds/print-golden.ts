// Prints a digest of the golden archive and of each golden document with its validators, for comparing machines.

import { createHash } from 'node:crypto';
import { compileGolden, DOCUMENTS, serveGolden } from './golden-blog.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

console.log('archive', digest((await compileGolden()).packed));
const app = await serveGolden();
for (const [path] of DOCUMENTS) {
  const response = await app.request(path);
  const validators = [response.headers.get('ETag'), response.headers.get('Last-Modified')];
  console.log(path, digest(new Uint8Array(await response.arrayBuffer())), ...validators);
}
