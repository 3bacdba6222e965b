// Texts of posts: each number has a text of thirty words that is unlike that of any other number.

const VOCABULARY = [
  'amber antenna ballad beacon carrier compass dial drift echo ferry filter gale harbour index jetty kelp',
  'lamp marsh needle oar pilot quartz relay signal tide umber valve whistle yarn zenith arc bell cable',
].flatMap((line) => line.split(' '));
const LENGTH = 30;

/** Spreads a number over 32 bits. */
function mixed(number: number): number {
  const first = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  const second = Math.imul(first ^ (first >>> 16), 0x45d9f3b);
  return (second ^ (second >>> 16)) >>> 0;
}

export function uniqueText(number: number): { title: string; body: string } {
  const words = Array.from(
    { length: LENGTH },
    (_, index) => VOCABULARY[mixed(number * LENGTH + index + 1) % VOCABULARY.length],
  );
  return { title: `About ${number}`, body: `${words.join(' ')}, ${number}.` };
}
