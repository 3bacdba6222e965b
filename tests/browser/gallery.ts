// A gallery: documents side by side, each in its own frame, and what each did when a visitor used everything in it. For
// a browser, one page with a hundred frames takes less time than ten pages.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'playwright-core';
import type { AnotherSite } from './another-site.ts';
import { openPage } from './browser.ts';

/** A response for the browser. */
export interface Exhibit {
  readonly status: number;
  readonly policy: string | null;
  readonly html: string;
}

export interface Outcome {
  /** The scripts that ran, and the requests to another site. */
  readonly evidence: readonly string[];
  /** Directives of the policy that stopped something. */
  readonly stopped: ReadonlySet<string>;
  /** The path of the frame in the end; that of its document unless something navigated it. */
  readonly path: string;
  /** The base of relative addresses in the document. */
  readonly base: string;
}

/** As long as the slowest document needs when nothing blocks it. */
const SETTLE_MS = 1000;

/**
 * Shows the documents, and resolves with what each did, by name. What a document may request from another site must be
 * there in a folder of the same name.
 */
export async function show(
  browser: Browser,
  exhibits: ReadonlyMap<string, Exhibit>,
  anotherSite: AnotherSite,
): Promise<ReadonlyMap<string, Outcome>> {
  const hall = await startHall(exhibits);
  const { page } = await openPage(browser);
  try {
    const ran = await collect(page, 'ran');
    const stopped = await collect(page, 'wasStopped');
    await page.addInitScript(reportViolations);
    await page.goto(hall.origin);
    const frames = page.mainFrame().childFrames();
    await Promise.all(frames.map(provoke));
    await page.waitForTimeout(SETTLE_MS);
    const outcomeOf = async (frame: Frame): Promise<Outcome> => {
      const asked = anotherSite.asked().filter((path) => path.startsWith(`/${frame.name()}/`));
      const base = await frame.evaluate(() => document.baseURI);
      return {
        evidence: [...ran(frame.name()), ...asked],
        stopped: new Set(stopped(frame.name())),
        path: frame.url().replace(hall.origin, ''),
        base: base.replace(hall.origin, ''),
      };
    };
    const outcomes = frames.map(async (frame) => [frame.name(), await outcomeOf(frame)] as const);
    return new Map(await Promise.all(outcomes));
  } finally {
    await page.context().close();
    hall.stop();
  }
}

/** Gives all scripts of a page a function to call. The result returns the arguments of an exhibit's calls. */
async function collect(page: Page, functionName: string): Promise<(exhibit: string) => string[]> {
  const calls: { exhibit: string; what: string }[] = [];
  await page.exposeBinding(functionName, ({ frame }, what = `${functionName}()`) => {
    calls.push({ exhibit: nameOf(frame), what: String(what) });
  });
  return (exhibit) => calls.filter((call) => call.exhibit === exhibit).map(({ what }) => what);
}

/** Serves each document under its name, and a page with all of them. */
async function startHall(exhibits: ReadonlyMap<string, Exhibit>) {
  const frames = [...exhibits.keys()].map((name) => `<iframe name="${name}" src="/${name}"></iframe>`);
  const server = createServer(({ url = '/' }, answer) => {
    const wall = { status: 200, policy: null, html: `<!doctype html>${frames.join('')}` };
    const nothing = { status: 404, policy: null, html: 'Nothing is here.' };
    const shown = url === '/' ? wall : (exhibits.get(url.slice(1)) ?? nothing);
    answer
      .writeHead(shown.status, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': Buffer.byteLength(shown.html),
        ...(shown.policy !== null && { 'Content-Security-Policy': shown.policy }),
      })
      .end(shown.html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The name of the exhibit that a frame is, or is within. */
function nameOf(frame: Frame): string {
  const parent = frame.parentFrame();
  return parent?.parentFrame() ? nameOf(parent) : frame.name();
}

function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    (globalThis as unknown as { wasStopped(directive: string): void }).wasStopped(effectiveDirective);
  });
}

/** Points at everything, focuses every field and clicks everything except plain links to other pages. */
async function provoke(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      for (const name of ['mouseover', 'mouseenter', 'pointerenter']) {
        element.dispatchEvent(new MouseEvent(name, { bubbles: true }));
      }
      if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
      const link = element.closest('a');
      if (link instanceof HTMLAnchorElement && /^https?:$/.test(link.protocol)) continue;
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  });
}
