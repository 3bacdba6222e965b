// Typography: curly quotes, dashes and ellipses, in prose alone, and only for who has asked for them.

import { decodeHTMLStrict, escapeUTF8 } from 'entities';
import { smartypantsu } from 'smartypants';

const TYPED = '"\'-.`\\';
/** Noncharacters, which no text has, stand for what shall remain as typed. */
const KEPT = '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5';

/** Text that `setPunctuation` leaves as it is; for HTML and plain text alike. */
export function keepPunctuation(text: string): string {
  return text.replace(/["'.`\\-]/g, (character) => KEPT[TYPED.indexOf(character)] ?? character);
}

/** HTML whose `&quot;`, `&#45;` and the like, and whose backslashes, remain what they are. */
export function keepReferences(html: string): string {
  return html
    .replace(/&(?:#\d+|#x[\da-f]+|quot|apos);/gi, (reference) => {
      const text = decodeHTMLStrict(reference);
      return TYPED.includes(text) ? keepPunctuation(text) : escapeUTF8(text);
    })
    .replaceAll('\\', keepPunctuation);
}

/** `--` becomes an en dash, `---` an em dash; nothing in code and tags is touched. A tag's attributes hold no `>`. */
export function setPunctuation(html: string): string {
  const set = smartypantsu(html, 'qDe');
  return set.replace(/[\uFDD0-\uFDD5]/g, (character) => TYPED[KEPT.indexOf(character)] ?? character);
}
