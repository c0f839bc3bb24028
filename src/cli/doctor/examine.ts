/** Examines a page: with a browser at two widths, or without one as far as possible. */
import { type VisitSettings, visitPage } from './browser-visit.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { fetchVisit } from './http-visit.ts';
import { type BrowserSettings, openBrowser } from './open-browser.ts';
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

export async function examine({ browser: path = {}, ...settings }: Examination): Promise<readonly DoctorFinding[]> {
  const browser = await openBrowser(path);
  if ('newContext' in browser)
    try {
      return runChecks(await Promise.all(WIDTHS.map((width) => visitPage(browser, settings, width))));
    } finally {
      await within(CLOSE, browser.close()).catch(() => {});
    }
  const [why, fix] = browser;
  const found = runChecks([await fetchVisit(settings)]);
  return [...found, { level: 'warning', check: 'browser', wrong: `Not checked, because ${why}: ${NOT_SEEN}`, fix }];
}
