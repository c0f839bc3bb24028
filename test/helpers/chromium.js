import { existsSync } from 'node:fs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Quiet flags: no sandbox (CI runs as root), and nothing that looks for a network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium of this machine, else the one inside an npm package, so that tests run where no browser was installed.
 *
 * @returns {Promise<{ path: string, args: string[] }>}
 */
export async function findChromium() {
  const system = process.env.CHROMIUM ?? SYSTEM.find((path) => existsSync(path));
  if (system) return { path: system, args: QUIET };
  const { default: bundled } = await import('@sparticuz/chromium');
  return { path: await bundled.executablePath(), args: QUIET };
}
