import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { tsImport } from 'tsx/esm/api';
import { counts } from './helpers/counts.js';

const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
// What drives the engines is written in TypeScript.
const { findEngines } = await tsImport('./helpers/drive/index.ts', import.meta.url);
const { createLauncher } = await tsImport('./helpers/launcher.ts', import.meta.url);

const only = process.env.ENGINE;
const engines = (await findEngines()).filter(({ name }) => !only || name === only);

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: ['test/{elements,provider,triggers,outbox,fuzz}/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig })],
  browsers: engines.map(createLauncher),
  // One file at a time in each browser: they share an origin, and so its storage.
  concurrency: 1,
  testFramework: { config: { timeout: 20_000 } },
  reporters: [counts(engines)],
  testsFinishTimeout: 600_000,
};
