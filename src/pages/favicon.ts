// The default icon of a site: a mast that sends waves, in colours for light and dark browsers.

export const FAVICON_CONTENT_TYPE = 'image/svg+xml; charset=utf-8';

export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<style>g { fill: none; stroke: #8a1c5b; stroke-width: 3; stroke-linecap: round; } circle { fill: #8a1c5b; }
@media (prefers-color-scheme: dark) { g { stroke: #ff9ad1; } circle { fill: #ff9ad1; } }</style>
<g><path d="M16 14v15M10.5 18a7 7 0 0 1 0-10M21.5 18a7 7 0 0 0 0-10M6 22a13 13 0 0 1 0-18M26 22a13 13 0 0 0 0-18"/></g>
<circle cx="16" cy="13" r="3"/>
</svg>
`;
