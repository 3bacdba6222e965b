// Fences: which language the words after a fence name. Many programs take more words there than the language.

/** The language in `js {2,4} title="x"`, `js{2,4}`, `js:title`, `{.js}`, `rust,ignore` and the like; empty when none is named. */
export function languageOf(info: string): string {
  const [, inner] = /^\{([^}]*)\}?/.exec(info.trim()) ?? [];
  if (inner !== undefined)
    return /(?:^|\s)\.([^\s.=]+)/.exec(inner)?.[1] ?? /^[\w+#-]+(?=[\s,]|$)/.exec(inner)?.[0] ?? '';
  const [word = ''] = info.trim().split(/[\s{,]/, 1);
  return /^([^:=]+)[:=]/.exec(word)?.[1] ?? word;
}
