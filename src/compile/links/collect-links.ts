// Following: each address in a post is resolved, its author told once what is wrong with it, and what it needs is
// kept: files to publish, and links to look after when every post is known.

import type { Place, Report } from '../report/findings.ts';
import { type SiteLink, splitSitePath } from './check-links.ts';
import {
  BadReference,
  type LinkTargets,
  type Reference,
  type Resolve,
  resolverFor,
  type Warn,
} from './references.ts';

/** Resolves what stands at a place in the file. */
export type ResolveAt = (place: (typed: string) => Place) => Resolve;

/** `file` is the post's path within posts/, `permalink` the path of its page. */
export function followAddresses(file: string, permalink: string, targets: LinkTargets, report: Report) {
  const resolveIn = resolverFor(file, permalink, targets);
  const media = new Set<string>();
  const links = new Map<string, SiteLink>();

  const follow = (address: string, typed: string, place: () => Place): Reference | undefined => {
    const reference = resolveIn(address);
    if (!reference) {
      report('warning', place(), leftOutAddress(typed));
      return undefined;
    }
    if (reference.media !== undefined) {
      media.add(reference.media);
      const { broken = false } = targets.media.get(reference.media) ?? {};
      if (broken) report('warning', place(), `"${typed}" is no picture that can be read; is the file whole?`);
    }
    if (reference.sitePath !== undefined) {
      const link = splitSitePath(reference.sitePath);
      // HTML is asked about once more when Markdown has made addresses of what was typed; that came first.
      const key = `${link.path}#${link.part}`;
      if (!links.has(key)) links.set(key, { ...link, typed, place });
    }
    return reference;
  };

  const at: ResolveAt = (place) => {
    // Each audience asks for the same addresses; what there is to say of one is said once.
    const known = new Map<string, Reference | undefined>();
    const resolve: Resolve = (address, typed = address) => {
      if (known.has(address)) return known.get(address);
      const reference = unlessBad(
        () => follow(address, typed, () => place(typed)),
        (message) => report('error', place(typed), message),
      );
      known.set(address, reference);
      return reference;
    };
    const told = new Set<string>();
    const warn: Warn = (typed, message) => {
      if (!told.has(typed + message)) report('warning', place(typed), message);
      told.add(typed + message);
    };
    return Object.assign(resolve, { warn });
  };
  return { at, media, links };
}

function unlessBad<T>(resolve: () => T, report: (message: string) => void): T | undefined {
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
      ? 'readers show no file that is written into an address; save it beside the post'
      : `readers do not open ${scheme} addresses, or should not`;
  return `"${shown}" is left out: ${remedy}`;
}
