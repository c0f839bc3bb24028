/** Visits a page with the browser, at one width, and reads everything that the checks need. */
import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { ELEMENT_NAMES, LAUNCHERS } from '../../registry.ts';
import { addressFinding, slowFinding, statusFindings } from './address-finding.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { insertSnippet } from './insert-snippet.ts';
import { IsolatedWorld } from './isolated-world.ts';
import { logIssues } from './issue-log.ts';
import { measureText } from './measure-text.ts';
import { listenTo } from './page-log.ts';
import { isScriptFile, type Visit } from './page-visit.ts';
import { probeCorner } from './probe-corner.ts';
import { readMarkup } from './read-markup.ts';
import { THEME_VARIABLES } from './theme-variables.ts';
import { readGrowth, watchLayout } from './watch-layout.ts';
import { OutOfTime, within } from './within.ts';

export interface VisitSettings {
  readonly url: string;
  /** HTML to put into the page while it loads. */
  readonly snippet?: string | undefined;
  /** Whether to accept a certificate that nobody has signed. */
  readonly insecure?: boolean;
  readonly user?: { readonly username: string; readonly password: string } | undefined;
  /** The SHA-256 of `lojal.js` beside this command, in hexadecimal. */
  readonly ownScript?: string | undefined;
  /** Multiplies how long every step may take, for a slow machine. Default: 1. */
  readonly patience?: number;
}

/** A page that is loaded more often than this, in one visit, loads itself. */
const MOST_LOADS = 4;
/** How long a visit may take, in ms: until the page answers, is parsed, has loaded, is quiet; for one function; for everything. */
const TIME = { answer: 12_000, parsed: 8_000, loaded: 5_000, quiet: 3_000, run: 5_000, visit: 45_000, close: 5_000 };
/** The panel looks for other controls in its corner at intervals, in ms, and warnings come after the first paint. */
const DWELL = 1_800;
/** A window below this width, in px, is that of a phone. */
const PHONE = 600;
/** The most elements and scripts that are read, and the most characters of each text. */
const LIMITS = { most: 200, length: 4_000 };

const selectorOf = (names: readonly string[]): string => names.map((name) => `lojal-${name}`).join();
/** The elements that are a part of the page. */
const IN_FLOW = selectorOf(ELEMENT_NAMES.filter((name) => ![...LAUNCHERS, 'program', 'message'].includes(name)));
const EMPTY = { scripts: [], elements: [], metaPolicies: [], metaCharset: true, variables: {} };

/** The headers, with the values of one name joined as a browser does. */
async function headersOf(response: Response | null): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, value } of (await response?.headersArray()) ?? []) {
    const key = name.toLowerCase();
    found[key] = found[key] === undefined ? value : `${found[key]}, ${value}`;
  }
  return found;
}

/** Waits until the page is complete, or for as long as that may take. */
async function settle(page: Page, patience: number): Promise<void> {
  await page.waitForLoadState('load', { timeout: TIME.loaded * patience }).catch(() => {});
  await page.waitForLoadState('networkidle', { timeout: TIME.quiet * patience }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, DWELL));
}

/** Whether `lojal.js` of the page has the same bytes; nothing if there is none. */
async function compareScript(responses: readonly Response[], own: string | undefined): Promise<boolean | undefined> {
  const script = responses.find((one) => isScriptFile(one.url()) && one.ok() && !one.url().includes('.all.'));
  if (!script || !own) return undefined;
  const body = await within(TIME.run, script.body()).catch(() => undefined);
  return body && createHash('sha256').update(body).digest('hex') === own;
}

/** Goes to the page and tells, step by step, what was seen: a page that stops in the middle leaves the steps before. */
async function look(
  context: BrowserContext,
  settings: VisitSettings,
  count: { loads: number },
  tell: (seen: Partial<Visit>) => Visit,
): Promise<void> {
  const { url, snippet, ownScript, patience = 1 } = settings;
  const limit = TIME.run * patience;
  const page = await context.newPage();
  const { files, messages, errors, responses } = listenTo(page, context);
  const session = await context.newCDPSession(page);
  const world = new IsolatedWorld(session);
  session.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) count.loads += 1;
  });
  await session.send('Page.enable');
  await world.atStart(watchLayout, IN_FLOW);
  const isInserted = snippet === undefined ? undefined : await insertSnippet(session, snippet, settings);
  tell({ files, messages, errors, blocked: await logIssues(session) });
  const response = await page.goto(url, { waitUntil: 'commit', timeout: TIME.answer * patience });
  const status = response?.status() ?? 0;
  tell({ url: page.url(), status, headers: await within(limit, headersOf(response)) });
  const { trouble } = tell({ trouble: statusFindings(page.url(), status) });
  const run = <Result, Arg>(what: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result> =>
    within(limit + 500, world.run(what, arg, limit));
  const isParsed = page.waitForLoadState('domcontentloaded', { timeout: TIME.parsed * patience });
  // A page that is slow is judged as it is by now. A page whose script never ends does not answer.
  await isParsed.catch(() => run(() => true, undefined));
  await settle(page, patience);
  if (count.loads > MOST_LOADS) throw new Error('ERR_RELOADED');
  const markup = await run(readMarkup, { variables: THEME_VARIABLES, ...LIMITS });
  const visit = tell({ url: page.url(), markup, isRead: true });
  if (isInserted?.() === false && trouble.length === 0) {
    const fix = 'name the address of a page of HTML with less than 20 MB';
    const wrong = 'The snippet could not be put into the page';
    tell({ trouble: [...trouble, { level: 'fault', check: 'address', wrong, fix }] });
  }
  tell({ endpoint: await within(limit * 2 + 500, askEndpoint(page, visit, limit)).catch(() => undefined) });
  tell({ growth: await run(readGrowth, undefined), weakTexts: await run(measureText, selectorOf(ELEMENT_NAMES)) });
  tell({ corner: await run(probeCorner, undefined), isOwnVersion: await compareScript(responses, ownScript) });
}

/** @returns what was seen. A page that cannot be opened, or that does not end, is a `trouble` */
export async function visitPage(browser: Browser, settings: VisitSettings, width: number): Promise<Visit> {
  const { url, snippet, insecure = false, user, patience = 1 } = settings;
  const isPhone = width < PHONE;
  const context = await browser.newContext({
    viewport: { width, height: isPhone ? 740 : 800 },
    ...{ isMobile: isPhone, hasTouch: isPhone, colorScheme: 'light', locale: 'en-US' },
    ...{ acceptDownloads: false, serviceWorkers: 'block', ignoreHTTPSErrors: insecure },
    // Other hosts do not get the password. A page that is changed asks in another way.
    ...(user && snippet === undefined && { httpCredentials: { ...user, origin: new URL(url).origin } }),
  });
  let visit: Visit = {
    ...{ url, width, isRead: false, status: 0, headers: {}, markup: EMPTY, trouble: [] },
    ...{ files: [], blocked: [], messages: [], errors: [], weakTexts: [] },
  };
  const count = { loads: 0 };
  try {
    await within(
      TIME.visit * patience,
      look(context, settings, count, (seen) => {
        visit = { ...visit, ...seen };
        return visit;
      }),
    );
  } catch (reason) {
    const error = count.loads > MOST_LOADS ? new Error('ERR_RELOADED') : reason;
    const isLate = error instanceof OutOfTime || /timeout|timed out|terminated/i.test((error as Error).message);
    const found: DoctorFinding = isLate
      ? slowFinding(url, TIME.answer / 1000, visit.status > 0)
      : addressFinding(url, error);
    visit = { ...visit, trouble: [...visit.trouble, found] };
  } finally {
    await within(TIME.close, context.close()).catch(() => {});
  }
  return visit;
}
