// The site: your settings, and the one source file you need to edit. Every field is explained in docs/settings.md.

import type { SiteSettings } from './compile/settings/settings.ts';

export default {
  origin: 'https://longwave.example',
  title: 'Longwave',
  description: 'Notes on feeds, from a publishing service that is built around them.',
  language: 'en',
  timeZone: 'Europe/London',
  author: 'Longwave',
  people: [{ name: 'Longwave', url: 'https://longwave.example/' }],
  rights: 'The posts may be shared under CC BY 4.0.',
} satisfies SiteSettings;
