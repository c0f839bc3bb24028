import { existsSync } from 'node:fs';

const SYSTEM = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * The Firefox of this machine, if it has one. No npm package brings one, so that a person's machine may do without;
 * CI may not.
 *
 * @returns {string | undefined} its path
 */
export function findFirefox() {
  const path = process.env.FIREFOX ?? SYSTEM.find((one) => existsSync(one));
  if (!path && process.env.CI) throw new Error('Firefox is not installed: apt-get install firefox-esr.');
  if (!path) console.log('Firefox is not installed: the browser tests run without it.');
  return path;
}
