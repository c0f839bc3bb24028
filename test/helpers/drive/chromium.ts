import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../chromium.js';
import type { Driven, Engine, Media, Tab } from './engine.ts';
import { renderersOf } from './renderer.ts';
import { newFolder, removeFolder, type Started, start } from './started.ts';

/** Chromium, driven by Playwright. Started separately, so that the tests can kill it. */
export async function createChromium(): Promise<Engine> {
  const { path, args, env } = await findChromium();
  const running = new Set<Driven>();

  const launch = (profile: string, url: string): Started =>
    start(
      path,
      [
        ...args,
        '--headless',
        // Overlay scrollbars as on a phone: they take no width from the page.
        '--hide-scrollbars',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        '--disable-popup-blocking',
        url,
      ],
      env,
    );

  return {
    name: 'chromium',
    cannot: {
      bfcache: 'switched off, because the headless shell has no such cache and all builds must run the same tests',
    },
    async open(media = {}) {
      const profile = newFolder();
      const started = launch(profile, 'about:blank');
      const socket = await started.said(/listening on (ws:\S+)/);
      const browser = await chromium.connectOverCDP(socket);
      const context = browser.contexts()[0];
      if (!context) throw new Error('Chromium has no context');
      const driven = drive(context, media, started.child.pid ?? 0, async () => {
        await started.kill();
        await browser.close();
        running.delete(driven);
        removeFolder(profile);
      });
      running.add(driven);
      return driven;
    },
    visit: async (profile, url) => launch(profile, url),
    async close() {
      for (const one of running) await one.kill();
    },
  };
}

function drive(context: BrowserContext, media: Media, root: number, kill: () => Promise<void>): Driven {
  const pages = new WeakMap<Tab, Page>();
  const page = (tab: Tab): Page => {
    const found = pages.get(tab);
    if (!found) throw new Error('not a tab of this browser');
    return found;
  };
  return {
    async newTab() {
      const own = await context.newPage();
      const errors: string[] = [];
      own.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      const device = await context.newCDPSession(own);
      const features = [
        { name: 'forced-colors', value: media.forcedColors ? 'active' : '' },
        { name: 'prefers-reduced-motion', value: media.reducedMotion ? 'reduce' : '' },
        { name: 'prefers-color-scheme', value: media.dark ? 'dark' : '' },
      ];
      await device.send('Emulation.setEmulatedMedia', { media: media.print ? 'print' : '', features });
      const tab: Tab = {
        goto: async (url) => void (await own.goto(url)),
        reload: async () => void (await own.reload()),
        back: async () => void (await own.goBack()),
        run: (body, ...given) => own.evaluate(`(async (...given) => { ${body} })(...${JSON.stringify(given)})`),
        press: (key) => own.keyboard.press(key),
        async view(view) {
          if (!view) return void (await device.send('Emulation.clearDeviceMetricsOverride'));
          const { width, height, scale = 1 } = view;
          const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
          await device.send('Emulation.setDeviceMetricsOverride', metrics);
        },
        errors: () => errors.splice(0),
        close: () => own.close(),
      };
      pages.set(tab, own);
      return tab;
    },
    offline: (on) => context.setOffline(on),
    async block(tab, part) {
      await page(tab).unrouteAll();
      if (part) await page(tab).route(`**/*${part}*`, (route) => route.abort('blockedbyclient'));
    },
    ...renderersOf(root),
    kill,
    close: kill,
  };
}
