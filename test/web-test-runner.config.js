import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium } from './helpers/chromium.js';
import { counts } from './helpers/counts.js';

const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const chromium = await findChromium();

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: ['test/{elements,program,delivery}/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig })],
  browsers: [chromeLauncher({ launchOptions: { executablePath: chromium.path, args: chromium.args } })],
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [counts()],
  testsFinishTimeout: 240_000,
};
