// Collecting links: resolves each address in a post, reports each problem once, and collects the files to publish and
// the links to check when every post is known.

import type { Place, Report, Severity } from '../report/findings.ts';
import type { FindingKind } from '../report/kinds.ts';
import { type SiteLink, splitSitePath } from './check-links.ts';
import type { LinkTargets } from './link-targets.ts';
import { kindOfMissing } from './missing.ts';
import { BadReference, type Reference, type Resolve, resolverFor, TemplateReference } from './references.ts';

/** A resolver of addresses in a text, given the place in the file of each offset in that text. */
export type ResolveIn = (placeOf: (offset: number) => Place) => Resolve;

/**
 * `file` is the post's path within posts/, `permalink` the path of its page, and `deadLinks` the severity of what is not
 * there.
 */
export function collectLinks(
  file: string,
  permalink: string,
  targets: LinkTargets,
  deadLinks: Severity,
  report: Report,
) {
  const resolveAddress = resolverFor(file, permalink, targets);
  const media = new Set<string>();
  const links = new Map<string, SiteLink>();

  const collect = (reference: Reference, typed: string, place: () => Place): void => {
    if (reference.media !== undefined) media.add(reference.media);
    if (reference.sitePath === undefined) return;
    const link = splitSitePath(reference.sitePath);
    const key = `${link.path}#${link.part}`;
    if (!links.has(key)) links.set(key, { ...link, typed, place: place() });
  };

  const resolveIn: ResolveIn = (placeOf) => {
    // Problems with an address are reported at its first occurrence.
    const known = new Map<string, Reference | undefined>();
    return (address, { typed, offset }) => {
      if (known.has(address)) return known.get(address);
      const place = () => placeOf(offset);
      const reportHere: Reports['reportHere'] = (severity, message, kind) =>
        report(severity, place(), message, kind);
      const reportMissing = (message: string) => reportHere(deadLinks, message, kindOfMissing(address));
      const reports = { reportHere, reportMissing };
      const reference = resolveChecked(() => resolveAddress(address), typed, targets, reports);
      if (reference) collect(reference, typed, place);
      known.set(address, reference);
      return reference;
    };
  };
  return { resolveIn, media, links };
}

interface Reports {
  readonly reportHere: (severity: Severity, message: string, kind?: FindingKind) => void;
  /** For an address that leads to nothing that readers can see. */
  readonly reportMissing: (message: string) => void;
}

/** Resolves an address, and reports what is wrong with it. */
function resolveChecked(
  resolve: () => Reference | undefined,
  typed: string,
  { media }: LinkTargets,
  { reportHere, reportMissing }: Reports,
): Reference | undefined {
  try {
    const reference = resolve();
    if (!reference) reportHere('warning', leftOutAddress(typed));
    else if (reference.missing !== undefined) reportMissing(reference.missing);
    else if ((reference.publicFile ?? media.get(reference.media ?? ''))?.broken)
      reportHere('warning', `"${typed}" cannot be read as a picture; check that the file is complete`);
    return reference;
  } catch (error) {
    if (error instanceof TemplateReference) reportMissing(error.message);
    else if (error instanceof BadReference) reportHere('error', error.message);
    else throw error;
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
