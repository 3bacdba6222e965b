// Hosts: which absolute addresses lead to this site, now or before it moved.

import type { CheckedSettings } from '../settings/settings.ts';

/**
 * The hosts of the site, each with and without `www.`: at present, that of the origin, and formerly that of the authority,
 * which a site that has moved keeps. Old posts have `http:`, so the scheme makes no difference.
 */
export type SiteHosts = ReadonlyMap<string, 'present' | 'former'>;

export function hostsOf({ site, authority }: Pick<CheckedSettings, 'site' | 'authority'>): SiteHosts {
  const former = authority.includes('@') ? [] : [authority];
  return new Map([
    ...former.flatMap(spellings).map((host) => [host, 'former'] as const),
    ...spellings(new URL(site.origin).host).map((host) => [host, 'present'] as const),
  ]);
}

function spellings(host: string): string[] {
  return [host, host.replace(/^www\./, ''), `www.${host}`];
}
