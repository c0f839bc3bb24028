import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startDisplay } from './display.ts';
import type { Driven, Engine, Media, Tab } from './engine.ts';
import { renderersOf } from './renderer.ts';
import { newFolder, removeFolder, type Started, start } from './started.ts';
import { openSession, type Session } from './webdriver.ts';

/** The initial size of the window. */
const SIZE = { width: 1024, height: 768 };
const NO_COMMAND = 'no command for it in WebDriver';

/** WebKitGTK's MiniBrowser. A driven browser stores nothing on disk; one that is started by the command line has a profile. */
export function createWebKit(driver: string, browser: string): Engine {
  const running = new Set<Driven>();
  let display: ReturnType<typeof startDisplay> | undefined;

  async function environment(profile: string): Promise<NodeJS.ProcessEnv> {
    display ??= startDisplay();
    return {
      DISPLAY: (await display).name,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      HOME: profile,
      XDG_DATA_HOME: join(profile, 'data'),
      XDG_CACHE_HOME: join(profile, 'cache'),
      XDG_CONFIG_HOME: join(profile, 'config'),
    };
  }

  return {
    name: 'webkit',
    cannot: {
      offline: NO_COMMAND,
      block: NO_COMMAND,
      patched: "the driver's own scripts use the page's JSON and Promise",
      crash: 'WebKitWebDriver ends its session with the page',
      blobs: 'a driven browser keeps its databases in memory, and there no Blob',
      console: NO_COMMAND,
      scale: NO_COMMAND,
      print: NO_COMMAND,
      forcedColors: 'WebKitGTK has no forced colors',
      dark: 'driven, it follows no theme of GTK',
    },
    async open(media = {}) {
      const port = await freePort();
      const home = newFolder();
      setUp(home, media);
      const server: Started = start(driver, [`--port=${port}`], await environment(home));
      await listening(port);
      const session = await openSession(`http://127.0.0.1:${port}`, {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
        },
      });
      const driven = drive(session, server.child.pid ?? 0, async () => {
        await session.end().catch(() => {});
        await server.kill();
        running.delete(driven);
        removeFolder(home);
      });
      running.add(driven);
      return driven;
    },
    visit: async (profile, url) => start(browser, [url], await environment(profile)),
    async close() {
      for (const one of running) await one.kill();
      await (await display)?.stop();
    },
  };
}

/** Settings of the system, as GTK stores them. */
function setUp(home: string, { reducedMotion }: Media): void {
  const folder = join(home, 'config', 'gtk-3.0');
  mkdirSync(folder, { recursive: true });
  const lines = ['[Settings]'];
  if (reducedMotion) lines.push('gtk-enable-animations=0');
  writeFileSync(join(folder, 'settings.ini'), lines.join('\n'));
}

function drive(session: Session, root: number, kill: () => Promise<void>): Driven {
  return {
    async newTab() {
      const window = await session.newWindow();
      const tab: Tab = {
        goto: (url) => session.inWindow(window, 'POST', '/url', { url }),
        reload: () => session.inWindow(window, 'POST', '/refresh'),
        back: () => session.inWindow(window, 'POST', '/back'),
        async run<T>(body: string, ...given: readonly unknown[]) {
          const script = `const done = arguments[1];
            (async (...given) => { ${body} })(...arguments[0])
              .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
          const path = '/execute/async';
          const got = await session.inWindow<{ value?: T; error?: string }>(window, 'POST', path, {
            script,
            args: [given],
          });
          if (got.error !== undefined) throw new Error(got.error);
          return got.value as T;
        },
        press: (keys) => session.inWindow(window, 'POST', '/actions', { actions: [typing(keys)] }),
        view: (view) => session.inWindow(window, 'POST', '/window/rect', view ?? SIZE),
        errors: () => [],
        close: () => session.inWindow(window, 'DELETE', '/window'),
      };
      return tab;
    },
    ...renderersOf(root),
    kill,
    close: kill,
  };
}

/** WebDriver's code points for keys that type no character. https://www.w3.org/TR/webdriver2/#keyboard-actions */
const CODES: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** The actions that press keys in order and release them in reverse order. */
function typing(keys: string): unknown {
  const held = keys.split(/(?<=.)\+/).map((key) => CODES[key] ?? key);
  const down = held.map((value) => ({ type: 'keyDown', value }));
  const up = held.reverse().map((value) => ({ type: 'keyUp', value }));
  return { type: 'key', id: 'keyboard', actions: [...down, ...up] };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
