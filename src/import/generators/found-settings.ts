// Found settings: what a generator's configuration says, as the settings of the new site.

import type { Typography } from '../../compile/settings/settings.ts';
import { isLanguage } from '../../compile/text/language.ts';
import type { ImportedSite } from '../imported.ts';
import { inferPattern } from '../write/permalinks.ts';
import { acceptedSettings } from '../write/site-file.ts';
import type { FoundSite } from './generator.ts';
import { type SiteFolder, textAt } from './site-folder.ts';
import { splitAddress } from './url-parts.ts';
import { variablesIn } from './variables.ts';

/** The site, with what only its feed says of it. */
export function withDefaults(site: FoundSite, feed: ImportedSite | undefined): FoundSite {
  return {
    ...site,
    title: site.title ?? feed?.title,
    description: site.description ?? feed?.description,
    language: site.language ?? feed?.language,
    feeds: { ...site.feeds, ...feed?.oldFeedAddresses },
  };
}

/** The settings that the site knows, without those that would be refused. */
export function settingsOf(
  site: FoundSite,
  origin: string | undefined,
  typography?: Typography | undefined,
): ImportedSite {
  const { title, description, timeZone, dialect, people, feeds } = site;
  const language = (site.language ?? usualLanguage(site))?.replaceAll('_', '-');
  const variables = variablesIn(site.posts, site.values ?? {}, site.includes);
  const permalink = site.permalink ?? inferredPattern(site);
  const settings = {
    origin,
    title,
    description: description ?? title,
    language: language !== undefined && isLanguage(language) ? language : undefined,
    timeZone,
    author: site.author ?? (title === undefined ? undefined : title),
    people: people.length > 0 ? people : undefined,
    permalink,
    markdown: dialect,
    typography,
    variables: Object.keys(variables).length > 0 ? variables : undefined,
    oldFeedAddresses: Object.keys(feeds).length > 0 ? feeds : undefined,
  };
  return acceptedSettings(
    Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as ImportedSite,
  ).site;
}

/** The language that more than half of the posts name. */
function usualLanguage({ posts }: FoundSite): string | undefined {
  const counts = new Map<string, number>();
  for (const { fields } of posts) {
    const language = textAt(fields, 'lang') ?? textAt(fields, 'language');
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count * 2 > posts.length)?.[0];
}

function inferredPattern({ posts, timeZone }: FoundSite): string | undefined {
  const addresses = posts.flatMap(({ path, date, kind, draft }) =>
    path === undefined || kind === 'page' || draft ? [] : [{ path, date }],
  );
  return inferPattern(addresses, timeZone ?? 'UTC');
}

const SERVED = ['', 'public/', 'static/', 'source/', 'src/'];

/** The origin that files for others name: GitHub Pages the domain, robots.txt the sitemap, package.json the home page. */
export async function originInFiles(folder: SiteFolder): Promise<string | undefined> {
  const textOf = (name: string) => folder.text(folder.first(...SERVED.map((each) => each + name)) ?? '');
  const domain = (await textOf('CNAME'))?.trim().split(/\s/)[0];
  const sitemap = /^sitemap:\s*(\S+)/im.exec((await textOf('robots.txt')) ?? '')?.[1];
  const homepage = textAt(await folder.data(folder.first('package.json')), 'homepage');
  const named = [domain, sitemap, homepage].map((each) => splitAddress(each)?.origin);
  return named.find(
    (each) => each !== undefined && !/\/\/(?:[\w-]+\.)?(?:github|gitlab|bitbucket)\.\w+$/.test(each),
  );
}
