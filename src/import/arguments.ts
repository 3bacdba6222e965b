// The arguments of npm run import.

import { parseArgs } from 'node:util';

export const USAGE = `npm run import -- SOURCE [--dry-run] [--images] [--origin URL] [--feed URL|FILE] [--replace-samples]

  SOURCE             a file, a folder, an archive (zip, tar, tar.gz), or the address of a feed or of a page that names one
  --dry-run          says what would be written, and writes nothing
  --images           fetches the pictures of the posts
  --origin URL       the address of the old site, if the source does not name it: https://old.example
  --feed URL|FILE    the feed that readers have now, to take ids from and to compare with
  --replace-samples  removes the sample posts that are unchanged

docs/migrating.md says what can be imported, and describes each step.`;

export interface Arguments {
  readonly source: string;
  readonly isDryRun: boolean;
  readonly withImages: boolean;
  /** Scheme and host. */
  readonly origin?: string;
  readonly feed?: string;
  readonly replacesSamples: boolean;
}

/** Throws an Error with a message for the owner; the message is the usage when there is no source. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [source, ...others] = positionals;
  if (source === undefined) throw new Error(USAGE);
  if (others.length > 0)
    throw new Error(`one source at a time: ${source} or ${others[0]}; put a name with spaces in quotes`);
  const { origin, feed } = values;
  return {
    source,
    isDryRun: values['dry-run'] ?? false,
    withImages: values.images ?? false,
    replacesSamples: values['replace-samples'] ?? false,
    ...(origin !== undefined && { origin: originOf(origin) }),
    ...(feed !== undefined && { feed }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        images: { type: 'boolean' },
        origin: { type: 'string' },
        feed: { type: 'string' },
        'replace-samples': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function originOf(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address))
    throw new Error(`--origin ${typed} is no address; write one such as https://old.example`);
  return new URL(address).origin;
}
