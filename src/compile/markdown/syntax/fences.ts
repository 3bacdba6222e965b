// Fences: which language the words after a fence name. Many programs take more words there than the language.

/** The language in `js {2,4} title="x"`, `js{2,4}`, `js:title`, `{.js}`, `rust,ignore` and the like; empty when none is named. */
export function languageOf(info: string): string {
  const words = info.trim();
  const [, inner] = /^\{([^}]*)\}?/.exec(words) ?? [];
  if (inner !== undefined)
    return /(?:^|\s)\.([^\s.=]+)/.exec(inner)?.[1] ?? /^[a-z][\w+#-]*(?=[\s,]|$)/i.exec(inner)?.[0] ?? '';
  const [word = ''] = words.split(/[\s{,]/, 1);
  // `title="x"` names no language; after `python=`, there may be the number of the first line.
  return /^[^:=]+=["']/.test(word) ? '' : (/^([^:=]+)[:=]/.exec(word)?.[1] ?? word);
}
