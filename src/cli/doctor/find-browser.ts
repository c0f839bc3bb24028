/** Finds an installed Chrome, Chromium or Edge. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const LINUX = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** @param env names the browser (`CHROME_PATH`) and, on Windows, the folders of programs */
export function browserPaths(platform: string, env: NodeJS.ProcessEnv): readonly string[] {
  const given = env.CHROME_PATH ? [env.CHROME_PATH] : [];
  if (platform === 'darwin')
    return [...given, ...MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)];
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData ?? env.LOCALAPPDATA];
    return [...given, ...WINDOWS.flatMap((name) => folders.flatMap((folder) => (folder ? [join(folder, name)] : [])))];
  }
  return [
    ...given,
    ...['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => LINUX.map((name) => `${folder}/${name}`)),
  ];
}

/** The path of the first browser that is installed. */
export const findBrowser = (): string | undefined => browserPaths(process.platform, process.env).find(existsSync);
