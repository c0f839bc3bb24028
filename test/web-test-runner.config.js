import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findChromium } from './helpers/chromium.js';
import { counts } from './helpers/counts.js';
import { findFirefox } from './helpers/firefox.js';

const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const chromium = await findChromium();
const firefox = findFirefox();

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: ['test/{elements,program,delivery,fuzz}/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig })],
  browsers: [
    chromeLauncher({ launchOptions: { executablePath: chromium.path, args: chromium.args }, concurrency: 1 }),
    // The same launcher drives Firefox, over WebDriver BiDi.
    ...(firefox
      ? [chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: firefox }, concurrency: 1 })]
      : []),
  ],
  // One file at a time in each browser: they share an origin, and so its storage.
  concurrency: 1,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [counts()],
  testsFinishTimeout: 240_000,
};
