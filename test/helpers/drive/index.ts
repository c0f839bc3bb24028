import { existsSync } from 'node:fs';
import { findFirefox } from '../firefox.js';
import { createChromium } from './chromium.ts';
import type { Engine } from './engine.ts';
import { createFirefox } from './firefox.ts';
import { createWebKit } from './webkit.ts';

export type { Ability, Driven, Engine, EngineName, Media, Running, Tab, View } from './engine.ts';
export { newFolder, removeFolder } from './started.ts';

const WEBKIT = {
  driver: '/usr/bin/WebKitWebDriver',
  browser: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  display: '/usr/bin/Xvfb',
};

/** The installed engines. Chromium is always available. The others are optional, and required in CI. */
export async function findEngines(): Promise<readonly Engine[]> {
  const firefox = findFirefox();
  const found = [await createChromium(), firefox && createFirefox(firefox), findWebKit()];
  return found.filter((engine) => !!engine);
}

/** WebKitGTK, if the browser, its driver and a display are installed. */
export function findWebKit(): Engine | undefined {
  const missing = Object.values(WEBKIT).filter((path) => !existsSync(path));
  if (!missing.length) return createWebKit(WEBKIT.driver, WEBKIT.browser);
  if (process.env.CI)
    throw new Error(`WebKit is not installed (${missing}): apt-get install webkit2gtk-driver xvfb xauth.`);
  console.log('WebKit is not installed: the browser tests run without it.');
  return undefined;
}
