// Patterns of files, as configurations write them: `img/**/*.{png,jpg}`.

/** Whether files match one of the patterns. A folder stands for everything in it. */
export function matcherOf(patterns: readonly string[]): (file: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(`^${expressionOf(pattern)}(?:/.*)?$`, 's'));
  return (file) => expressions.some((each) => each.test(file));
}

/** The expression for one pattern that a whole path must match; undefined when it is none. */
export function globOf(pattern: string): RegExp | undefined {
  const rooted = pattern.startsWith('/') ? '/' : '';
  try {
    return new RegExp(`^${rooted}${expressionOf(pattern)}$`, 's');
  } catch {
    return undefined;
  }
}

export function isGlob(pattern: string): boolean {
  return /[*?{[]/.test(pattern);
}

/** Two asterisks stand for any folders, one for any part of a name. */
function expressionOf(pattern: string): string {
  const path = pattern.replace(/^\.?\/+|\/+$/g, '').replace(/(?:\*\*\/)+/g, '**/');
  let depth = 0;
  return (
    path.replace(/\*\*\/|\*+|[{},?]|[^*{},?]+/g, (part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part.startsWith('**')) return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      if (part === '{') {
        depth += 1;
        return '(?:';
      }
      if (part === '}' && depth > 0) {
        depth -= 1;
        return ')';
      }
      if (part === ',' && depth > 0) return '|';
      return part.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
    }) + ')'.repeat(depth)
  );
}
