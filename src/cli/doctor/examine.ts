/** Examines a page: with a browser at two widths, or without one as far as possible. */
import type { Browser } from 'playwright-core';
import { type VisitSettings, visitPage } from './browser-visit.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { fetchVisit } from './http-visit.ts';
import { type BrowserSettings, openBrowser } from './open-browser.ts';
import type { Visit } from './page-visit.ts';
import { runChecks } from './run-checks.ts';
import { within } from './within.ts';

/** A phone and a desk, in px. */
const WIDTHS = [360, 1280];
/** How long the browser may take to close, in ms. */
const CLOSE = 5_000;

export interface Examination extends VisitSettings {
  readonly browser?: BrowserSettings;
}

/** What a visit without a browser does not see. */
const NOT_SEEN = 'policies, consent tools that run, messages of Lojal, contrast, layout and the corner';

/** The visits; nothing if the browser ended meanwhile: what it left says nothing about the page. */
async function visitWith(browser: Browser, settings: VisitSettings): Promise<readonly Visit[] | undefined> {
  try {
    const visits = await Promise.all(WIDTHS.map((width) => visitPage(browser, settings, width)));
    return browser.isConnected() ? visits : undefined;
  } catch (error) {
    if (browser.isConnected()) throw error;
    return undefined;
  } finally {
    await within(CLOSE, browser.close()).catch(() => {});
  }
}

export async function examine({ browser: path = {}, ...settings }: Examination): Promise<readonly DoctorFinding[]> {
  const browser = await openBrowser(path);
  const isOpen = 'newContext' in browser;
  const visits = isOpen ? await visitWith(browser, settings) : undefined;
  if (visits) return runChecks(visits);
  const [why, fix] = isOpen
    ? ['the browser ended while it read the page', 'run the command again, or name another browser with --browser']
    : browser;
  const found = runChecks([await fetchVisit(settings)]);
  return [...found, { level: 'warning', check: 'browser', wrong: `Not checked, because ${why}: ${NOT_SEEN}`, fix }];
}
