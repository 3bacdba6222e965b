// The project: whether what it has is the sample's, and may give way to what is imported.

import { samplesIn } from './samples.ts';
import { isSampleSite } from './site-file.ts';

export interface Project {
  readonly root: string;
  /** Whether src/site.ts is the sample's, and is replaced. */
  readonly replacesSite: boolean;
  /** Sample posts that are still there, by path from the root. */
  readonly samples: readonly string[];
}

export async function lookAt(root: string): Promise<Project> {
  return { root, replacesSite: await isSampleSite(root), samples: await samplesIn(root) };
}
