import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import type { Driven, Engine, Media, Tab } from './engine.ts';
import { renderersOf } from './renderer.ts';
import { newFolder, removeFolder, type Started, start } from './started.ts';

/** Preferences: no network requests of its own, no prompts, and a normal start after the browser was killed. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutConfig.showWarning': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': false,
  // One process per tab, so that a test can stop or kill a single tab.
  'dom.ipc.processCount.webIsolated': 100,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.http.speculative-parallel-limit': 0,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'toolkit.telemetry.server': '',
};

/** The preferences that override settings of the system. */
const MEDIA: Readonly<Record<keyof Media, Readonly<Record<string, number>>>> = {
  forcedColors: { 'browser.display.document_color_use': 2 },
  reducedMotion: { 'ui.prefersReducedMotion': 1 },
  dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
  print: {},
};

/** Firefox, driven over WebDriver BiDi. */
export function createFirefox(path: string): Engine {
  const running = new Set<Driven>();

  function launch(profile: string, args: readonly string[], media: Media = {}): Started {
    const asked = (Object.keys(media) as (keyof Media)[]).map((name) => MEDIA[name]);
    const lines = Object.entries(Object.assign({}, PREFERENCES, ...asked)).map(
      ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join('\n'));
    return start(path, ['--headless', '--no-remote', '--profile', profile, ...args], {
      MOZ_CRASHREPORTER_DISABLE: '1',
    });
  }

  return {
    name: 'firefox',
    cannot: { print: 'no command that shows a page as it is printed' },
    async open(media) {
      const profile = newFolder();
      const started = launch(profile, ['--remote-debugging-port=0'], media);
      const socket = await started.said(/WebDriver BiDi listening on (ws:\S+)/);
      const browser = await puppeteer.connect({
        browserWSEndpoint: `${socket}/session`,
        protocol: 'webDriverBiDi',
        defaultViewport: null,
      });
      const driven = drive(browser, started.child.pid ?? 0, async () => {
        await started.kill();
        await browser.disconnect();
        running.delete(driven);
        removeFolder(profile);
      });
      running.add(driven);
      return driven;
    },
    visit: async (profile, url) => launch(profile, [url]),
    async close() {
      for (const one of running) await one.kill();
    },
  };
}

/** Retries a command, because commands fail while a tab is closing. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function drive(browser: Browser, root: number, kill: () => Promise<void>): Driven {
  const pages = new WeakMap<Tab, Page>();
  const known = new Set<Page>();
  return {
    async newTab() {
      const page = await again(() => browser.newPage());
      known.add(page);
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      const tab: Tab = {
        async goto(url) {
          await page.goto(url);
          // Firefox selects the next tab some time after one has closed.
          await again(async () => {
            if ((await page.evaluate('document.visibilityState')) === 'visible') return;
            await page.bringToFront();
            throw new Error('the tab is hidden');
          });
        },
        reload: async () => void (await page.reload()),
        // A page from the back-forward cache has no load event.
        back: async () => void (await page.evaluate('setTimeout(() => history.back())')),
        run: (body, ...given) =>
          page.evaluate(`(async (...given) => { ${body} })(...${JSON.stringify(given)})`) as Promise<never>,
        async press(keys) {
          const key = keys.replace('Shift+', '') as KeyInput;
          if (key !== keys) await page.keyboard.down('Shift');
          await page.keyboard.press(key);
          if (key !== keys) await page.keyboard.up('Shift');
        },
        async view(view) {
          const { scale: deviceScaleFactor = 1, ...size } = view ?? { width: 0, height: 0 };
          await page.setViewport(view ? { ...size, deviceScaleFactor } : null);
        },
        errors: () => errors.splice(0),
        async close() {
          known.delete(page);
          await page.close();
        },
      };
      pages.set(tab, page);
      return tab;
    },
    async offline(on) {
      for (const page of known) if (!page.isClosed()) await page.setOfflineMode(on);
    },
    async block(tab, part) {
      const page = pages.get(tab);
      if (!page) throw new Error('not a tab of this browser');
      page.removeAllListeners('request');
      await page.setRequestInterception(part !== undefined);
      if (part)
        page.on('request', (request) => {
          void (request.url().includes(part) ? request.abort('blockedbyclient') : request.continue());
        });
    },
    ...renderersOf(root),
    kill,
    close: kill,
  };
}
