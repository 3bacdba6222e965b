// The style sheet: part of every page, so that one request is enough and a saved page keeps its style.

export const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
header, footer { padding-block: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: 0; padding: 0; }
img, video, audio, iframe { max-width: 100%; }
img, video { height: auto; }
figure { margin-inline: 0; }
.anchor:not(:hover, :focus-visible) { color: inherit; text-decoration: none; }
pre, table { display: block; max-width: 100%; overflow-x: auto; }
pre { padding: 0.75rem; border: 1px solid; }
.hljs-comment, .hljs-quote { opacity: 0.7; font-style: italic; }
.hljs-keyword, .hljs-selector-tag, .hljs-name, .hljs-section { color: light-dark(#8a1c5b, #ff9ad1); }
.hljs-string, .hljs-regexp, .hljs-addition { color: light-dark(#0b5c2e, #8fe3ac); }
.hljs-number, .hljs-literal, .hljs-built_in, .hljs-attr, .hljs-attribute { color: light-dark(#0a4b91, #9ecbff); }
.hljs-title, .hljs-strong { font-weight: 600; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: start; }
`;

/** The Content-Security-Policy allows only the style sheet with this digest. A test prints the right one. */
export const STYLE_DIGEST = 'sha256-gb+Ny86rLvlLuNldc1HHzjwvE1+an9RnYU7aTnYIz2k=';
