// What representations are made from: an archive, and what is derived from it once.

import type { Archive } from '../archive/archive.ts';
import type { EncodedBodies } from './encoded-bodies.ts';
import type { linksOf } from './link-header.ts';
import type { Validators } from './validators.ts';

export interface RepresentationContext {
  readonly archive: Archive;
  readonly validators: Validators;
  readonly bodies: EncodedBodies;
  readonly links: ReturnType<typeof linksOf>;
}
