/** Starts the browser. Playwright is an optional package: it only drives a browser that is installed. */
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

export interface BrowserSettings {
  /** The path of a Chrome, Chromium or Edge; default: the installed one. */
  readonly path?: string | undefined;
  /** Further arguments, and the environment, of the process. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How long the browser may take to start, in ms. */
const START = 30_000;

/** The browser, or why there is none, with what to do. */
export async function openBrowser(settings: BrowserSettings): Promise<Browser | readonly [why: string, fix: string]> {
  let playwright: typeof import('playwright-core');
  try {
    playwright = await import('playwright-core');
  } catch {
    return ['the package playwright-core is not installed', 'npm install playwright-core'];
  }
  const path = settings.path ?? findBrowser();
  if (!path) return ['no Chrome, Chromium or Edge was found', 'install one, or name it with --browser /path/to/chrome'];
  if (!existsSync(path)) return [`there is no file ${path}`, 'correct the path after --browser'];
  try {
    return await playwright.chromium.launch({
      executablePath: path,
      // Pages may be hostile. The sandbox does not start for root.
      chromiumSandbox: process.getuid?.() !== 0,
      timeout: START,
      ...(settings.args && { args: [...settings.args] }),
      ...(settings.env && { env: { ...settings.env } }),
    });
  } catch (error) {
    const [said = ''] = String((error as Error).message).split('\n');
    return [`${path} does not start (${said})`, 'name another browser with --browser /path/to/chrome'];
  }
}
