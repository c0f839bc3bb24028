/** `lojal doctor <url>`: opens a page of the shop and says what keeps Lojal from working there, with the line that mends it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommandError } from './command-error.ts';
import { toLine } from './doctor/doctor-finding.ts';
import { examine } from './doctor/examine.ts';

export interface DoctorSettings {
  readonly url: string | undefined;
  /** A file of HTML to try on the page. */
  readonly snippet?: string | undefined;
  /** The path of a browser. */
  readonly browser?: string | undefined;
  /** Whether to accept a certificate that nobody has signed. */
  readonly insecure: boolean;
  readonly json: boolean;
}

/** The largest snippet, in bytes. */
const LARGEST = 1_000_000;
/** `lojal.js`, beside this folder in the package. */
const SCRIPT = fileURLToPath(new URL('../lojal.js', import.meta.url));

function readUrl(text: string | undefined): URL {
  if (!text) throw new CommandError('Name a page of your shop: npx lojal doctor https://shop.example/account');
  if (/^file:|\.html?$/.test(text) && existsSync(text.replace(/^file:\/\//, '')))
    throw new CommandError(
      'A page that is opened as a file cannot load the parts of Lojal. Serve the folder, and name its address: npx serve -l 3000, then npx lojal doctor http://localhost:3000/',
    );
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new CommandError(`${text} is not an address of a page. Write https:// before the host: https://shop.example/`);
}

function readSnippet(path: string): string {
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}.`);
  const text = readFileSync(path, 'utf8');
  if (text.length > LARGEST) throw new CommandError(`${path} is larger than 1 MB.`);
  return text;
}

/** @returns whether the page has no fault */
export async function runDoctor(settings: DoctorSettings, say: (line: string) => void): Promise<boolean> {
  const url = readUrl(settings.url);
  const username = decodeURIComponent(url.username);
  const user = username ? { username, password: decodeURIComponent(url.password) } : undefined;
  // The password is for the shop, and not for the output.
  url.username = '';
  url.password = '';
  const found = await examine({
    url: url.href,
    user,
    insecure: settings.insecure,
    snippet: settings.snippet === undefined ? undefined : readSnippet(settings.snippet),
    browser: { path: settings.browser },
    ownScript: existsSync(SCRIPT) ? createHash('sha256').update(readFileSync(SCRIPT)).digest('hex') : undefined,
  });
  if (settings.json) say(JSON.stringify({ url: url.href, findings: found }, null, 2));
  else for (const finding of found) say(toLine(finding));
  return !found.some(({ level }) => level === 'fault');
}
