// Includes: the files in posts/_includes that `{% include name.html a="b" %}` puts into a post, evaluated as Liquid.
//
// https://jekyllrb.com/docs/includes/

import { type Context, filters, Liquid, type TagToken } from 'liquidjs';
import { Marked } from 'marked';

/** What the templates in includes may refer to. */
export interface IncludeScope {
  /** The variables of the site and the post, such as `site.title` and `page.url`. */
  readonly variables: ReadonlyMap<string, string>;
  /** The front matter of the post. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly postAddress: (name: string) => string;
}

/** What an include stands for, or why that is not known. */
export type Included = { readonly text: string } | { readonly reason: string };

const TAG = /^\{%-?\s*include(?:_cached)?\s+["']?([\w./-]+)["']?\s*([\s\S]*?)-?%\}$/;
/** What only a generator knows of its site. */
const OF_GENERATOR =
  /^(?:site\.(?:posts|pages|documents|data|collections|categories|tags|related_posts|static_files|html_pages)|page\.(?:content|next|previous|excerpt)|paginator|layout)(?:$|[.[])/;
const CHANGES = 'it would change from one compile to the next';
/** Liquid in Ruby finds a name in anything: `{% capture /dev/null %}`. */
const CAPTURE = /\{%(-?)\s*capture\s+[^\w%]*([\w-]+)[^%]*?(-?)%\}/g;
/** Characters that an include may make in all. */
const MOST_MEMORY = 20_000_000;

export class Includes {
  readonly #files: ReadonlyMap<string, string>;
  readonly #engine: Liquid;
  readonly #reasons = new Map<string, string | undefined>();

  /** The files by their paths within the folder, and the time zone of dates. */
  constructor(files: ReadonlyMap<string, string>, timeZone: string) {
    this.#files = files;
    this.#engine = engineOf(files, timeZone);
  }

  /** What a tag in a post stands for; undefined when it includes none of the files. */
  read(tag: string, scope: IncludeScope): Included | undefined {
    const [, name = '', args = ''] = TAG.exec(tag) ?? [];
    if (!this.#files.has(name)) return undefined;
    try {
      const template = this.#engine.parse(`{% include ${name} ${args} %}`);
      const reason = this.#reasonAgainst(name, scope.variables);
      if (reason !== undefined) return { reason };
      const text: string = this.#engine.renderSync(template, valuesOf(scope), { globals: { ...scope } });
      return { text: withoutBlankLines(text) };
    } catch (error) {
      return { reason: (error as Error).message.split('\n', 1)[0]?.replace(/^\w+: /, '') ?? '' };
    }
  }

  /** Why a file cannot be evaluated without its generator. */
  #reasonAgainst(name: string, known: IncludeScope['variables']): string | undefined {
    if (!this.#reasons.has(name)) this.#reasons.set(name, this.#findReason(name, known));
    return this.#reasons.get(name);
  }

  #findReason(name: string, known: IncludeScope['variables']): string | undefined {
    const template = this.#engine.parse(`{% include ${name} %}`);
    const used = this.#engine.globalFullVariablesSync(template, { partials: true });
    const missing = used.find((each) => OF_GENERATOR.test(each) && !isKnown(each, known));
    return missing === undefined ? undefined : `only its generator knows ${missing}`;
  }
}

/** Whether a variable has a value, or others have that are in it: `site.data.social` has `site.data.social.me`. */
function isKnown(name: string, known: ReadonlyMap<string, string>): boolean {
  return [...known.keys()].some((each) => each === name || each.startsWith(`${name}.`));
}

function engineOf(files: ReadonlyMap<string, string>, timeZone: string): Liquid {
  const engine = new Liquid({
    templates: Object.fromEntries(
      [...files].map(([name, text]) => [name, text.replace(CAPTURE, '{%$1 capture $2 $3%}')]),
    ),
    jekyllInclude: true,
    relativeReference: false,
    ownPropertyOnly: true,
    strictFilters: true,
    cache: true,
    timezoneOffset: timeZone,
    memoryLimit: MOST_MEMORY,
  });
  // Rendering takes no clock and no chance.
  const { date } = filters;
  engine.registerFilter('date', function (value: unknown, ...args: unknown[]) {
    if (value === 'now' || value === 'today') throw new Error(CHANGES);
    return (date as (this: typeof this, ...given: unknown[]) => unknown).call(this, value, ...args);
  });
  engine.registerFilter('sample', () => {
    throw new Error(CHANGES);
  });
  const markdown = new Marked();
  engine.registerFilter('markdownify', (text) => markdown.parse(String(text ?? ''), { async: false }));
  engine.registerFilter('smartify', (text) => text);
  for (const name of ['relative_url', 'absolute_url'])
    engine.registerFilter(name, function (path: unknown) {
      const base = this.context.getSync(['site', 'baseurl']);
      return atBase(String(path ?? ''), typeof base === 'string' ? base : '');
    });
  for (const name of ['post_url', 'link'])
    engine.registerTag(name, {
      parse(token: TagToken) {
        this.name = token.args.trim();
      },
      render(context: Context) {
        return (context.globals as IncludeScope).postAddress(this.name);
      },
    });
  return engine;
}

/** HTML without the empty lines that tags leave: Markdown would end it there, and take indented lines for code. */
function withoutBlankLines(text: string): string {
  const trimmed = text.trim();
  if (!/^<[a-z!]/i.test(trimmed)) return text;
  return trimmed
    .split(/(<(pre|script|style|textarea)\b[\s\S]*?<\/\2\s*>)/i)
    .map((part, index) =>
      index % 3 === 2 ? '' : index % 3 === 1 ? part : part.replace(/\n[ \t]*(?=\n)/g, ''),
    )
    .join('');
}

/** A path on the site; an address elsewhere stays as it is. */
function atBase(path: string, base: string): string {
  return /^[a-z][a-z+.-]*:|^\/\//i.test(path) ? path : `${base}/${path.replace(/^\/+/, '')}`;
}

/** `site.author.name` is a member of a member of `site`. */
function valuesOf({ variables, data }: IncludeScope): Record<string, unknown> {
  const values: Record<string, unknown> = Object.assign(Object.create(null), { page: { ...data } });
  for (const [path, text] of [...variables].sort(([a], [b]) => a.length - b.length)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let inside: Record<string, unknown> | undefined = values;
    for (const name of names) {
      const member: unknown = inside?.[name] ?? Object.create(null);
      if (inside) inside[name] = member;
      inside = typeof member === 'object' ? (member as Record<string, unknown>) : undefined;
    }
    if (inside) inside[last] = text;
  }
  return values;
}
