// Lower case for addresses: the same for every way in which a name can be typed or a client may send it.

/**
 * The text in lower case and in NFC. Some letters have a precomposed form in lower case only: J̌ is two characters, and
 * ǰ is one. So normalising before is not enough.
 */
export function lowerCase(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}
