// A browser: Chromium without a window, and pages that record every error and warning.

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from './tools.ts';

const ARGUMENTS = [
  // Tests often run in containers, where the sandbox does not work.
  '--no-sandbox',
  '--disable-gpu',
  // Only the tests' own servers may be reached.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The narrowest common screen. */
export const TELEPHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

const START_DEADLINE_MS = 120_000;

/** Starts a browser. The caller must close it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: START_DEADLINE_MS });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the browser has reported since the last call: violated policies, failed requests, dialogs, errors. */
  complaints(): string[];
}

/** A new page, which shares no cookies, cache or history with any other. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  let complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const { errorText = '' } = request.failure() ?? {};
    // Ended by the browser itself, because it had enough of a sound, or went to another page meanwhile.
    if (errorText !== 'net::ERR_ABORTED') complaints.push(`${errorText}: ${request.url()}`);
  });
  page.on('dialog', async (dialog) => {
    complaints.push(`${dialog.type()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return {
    page,
    complaints: () => {
      const made = complaints;
      complaints = [];
      return made;
    },
  };
}
