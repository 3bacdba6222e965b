// Soup: random raw HTML, broken in every way.

import fc from 'fast-check';

const TAGS = [
  'a b p div ul li ol table tr td th tbody thead caption h1 h2 pre code form button select option textarea script',
  'style title iframe object embed svg math img br hr video audio source picture details summary figure section dl dt',
  'dd ruby rt rp span label input body html head main nav article noscript template plaintext xmp address blockquote',
  'colgroup col tfoot caption nobr font menu dir center fieldset legend optgroup frameset frame noframes rb rtc image',
  'foreignObject desc mtext annotation-xml marquee applet',
].flatMap((line) => line.split(' '));

const ATTRIBUTES = [
  '',
  ' id="x"',
  ' id=y',
  ' name=n',
  ' href="#x"',
  ' href="/b"',
  ' href="javascript:x()"',
  ' HREF=" JavaScript:x()"',
  ' xlink:href="javascript:x()"',
  ' src="i.png"',
  ' src="data:x"',
  ' data-src="i.png"',
  ' src="data:x" data-srcset="i.png 1x"',
  ' data="o"',
  ' srcset="a.png 1x, b.png 2x"',
  ' srcset="a.png 800w 600h, b.png big,, c.png 2w 2x"',
  ' poster=p cite=q',
  ' srcdoc="<p>x"',
  ' onclick="x()"',
  ' formaction=/x',
  ' style="x"',
  ' class="c language-d"',
  ' title="a > b"',
  " title='\"'",
  ' type="hidden"',
  ' encoding="text/html"',
  ' aria-"onclick=x()',
  ' aria-label"onclick=x()',
  ' data-x<y=z',
  ' xml:lang=de xmlns:x=y',
  ' \u0130=x',
  ' aria-labelledby="x y"',
  ' headers="x"',
];

const TEXTS = ['text', ' ', '"', "'", '>', '<', '&', '=', '&lt;', '&amp;', '&nbsp;', '&#60;script>'];
const TORSOS = [
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x',
  '<!DOCTYPE x>',
  '<a href="',
  "<p title='",
  '</',
  '<b',
];

/** One piece: a tag, some text, or a part of something. */
export const htmlPiece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...TAGS), fc.constantFrom(...ATTRIBUTES))
      .map(([tag, attribute]) => `<${tag}${attribute}>`),
  },
  { weight: 5, arbitrary: fc.constantFrom(...TAGS).map((tag) => `</${tag}>`) },
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...TORSOS, '<x:y>', '<1', '<script>x()</script>') },
);

export const htmlSoup = fc.array(htmlPiece, { maxLength: 14 }).map((pieces) => pieces.join(''));
