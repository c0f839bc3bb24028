import { existsSync } from 'node:fs';

const SYSTEM = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Finds the installed Firefox. Firefox is optional, because no npm package contains it; in CI it is required.
 *
 * @returns {string | undefined} the path of the program
 */
export function findFirefox() {
  const path = process.env.FIREFOX ?? SYSTEM.find((one) => existsSync(one));
  if (!path && process.env.CI) throw new Error('Firefox is not installed: apt-get install firefox-esr.');
  if (!path) console.log('Firefox is not installed: the browser tests run without it.');
  return path;
}
