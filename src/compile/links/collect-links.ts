// Collecting links: resolves each address in a post, reports each problem once, and collects the files to publish and
// the links to check when every post is known.

import type { Place, Report } from '../report/findings.ts';
import { type SiteLink, splitSitePath } from './check-links.ts';
import { BadReference, type LinkTargets, type Reference, type Resolve, resolverFor } from './references.ts';

/** A resolver of addresses in a text, given the place in the file of each offset in that text. */
export type ResolveIn = (placeOf: (offset: number) => Place) => Resolve;

/** `file` is the post's path within posts/, `permalink` the path of its page. */
export function collectLinks(file: string, permalink: string, targets: LinkTargets, report: Report) {
  const resolveAddress = resolverFor(file, permalink, targets);
  const media = new Set<string>();
  const links = new Map<string, SiteLink>();

  const collect = (address: string, typed: string, place: () => Place): Reference | undefined => {
    const reference = resolveAddress(address);
    if (!reference) {
      report('warning', place(), leftOutAddress(typed));
      return undefined;
    }
    if (reference.media !== undefined) {
      media.add(reference.media);
      const { broken = false } = targets.media.get(reference.media) ?? {};
      if (broken)
        report('warning', place(), `"${typed}" cannot be read as a picture; check that the file is complete`);
    }
    if (reference.sitePath !== undefined) {
      const link = splitSitePath(reference.sitePath);
      const key = `${link.path}#${link.part}`;
      if (!links.has(key)) links.set(key, { ...link, typed, place });
    }
    return reference;
  };

  const resolveIn: ResolveIn = (placeOf) => {
    // Problems with an address are reported at its first occurrence.
    const known = new Map<string, Reference | undefined>();
    return (address, { typed, offset }) => {
      if (known.has(address)) return known.get(address);
      const place = () => placeOf(offset);
      const reference = reportBadReference(
        () => collect(address, typed, place),
        (message) => report('error', place(), message),
      );
      known.set(address, reference);
      return reference;
    };
  };
  return { resolveIn, media, links };
}

function reportBadReference<T>(resolve: () => T, report: (message: string) => void): T | undefined {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof BadReference)) throw error;
    report(error.message);
    return undefined;
  }
}

function leftOutAddress(typed: string): string {
  const [scheme = ''] = /^[^:]*:/.exec(typed) ?? [];
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  const remedy =
    scheme.toLowerCase() === 'data:'
      ? 'readers do not show files that are embedded in an address; save it beside the post'
      : `readers do not open ${scheme} addresses, or should not`;
  return `"${shown}" is left out: ${remedy}`;
}
