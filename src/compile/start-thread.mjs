// Starts the thread that compiles. JavaScript, because in Node 20 a thread can load TypeScript only after this.

import { register } from 'tsx/esm/api';

register();
await import('./compile-thread.ts');
