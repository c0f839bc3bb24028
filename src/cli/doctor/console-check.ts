/** What Lojal says about the page in the console: every message of docs/troubleshooting.md. */
import { codes } from '../../diagnostics/catalogue.ts';
import type { DoctorCheck } from './doctor-check.ts';

const NAME = 'console';

/** Messages whose words are not in the catalogue. */
const FURTHER = ['lojal/part-not-loaded', 'lojal/callback-failed'];
const KNOWN = new Set<string>([...codes, ...FURTHER]);

/** What works although Lojal says it. */
const MILD = new Set<string>([
  ...['lojal/contrast-accent', 'lojal/surface-scheme', 'lojal/levels-unlikely', 'lojal/hard-to-follow'],
  ...['lojal/too-precise', 'lojal/attribute-too-long', 'lojal/text-too-long', 'lojal/stamps-too-many'],
]);

/** Messages that another check explains better. */
const COVERED: Readonly<Record<string, readonly string[]>> = {
  'lojal/part-not-loaded': ['files', 'policy', 'cors', 'mixed-content'],
  'lojal/outbox-not-loaded': ['files', 'policy', 'cors'],
  'lojal/card-not-loaded': ['files', 'policy', 'cors'],
  'lojal/data-failed': ['files', 'policy', 'cors'],
  'lojal/blocked-by-csp': ['policy'],
  'lojal/blocked-by-cors': ['cors'],
  'lojal/config-insecure': ['mixed-content'],
  'lojal/attribute-url': ['mixed-content'],
  'lojal/config-network': ['policy', 'cors'],
  'lojal/script-twice': ['tag'],
};

/** `lojal-tier: what is wrong. What is accepted, and what to write. [lojal/code]` */
const MESSAGE = /^([\w.-]+): (.*?)\s*\[(lojal\/[\w-]+)\]/s;
/** Where the part that says what to do begins. */
const TO_DO =
  /(?<=[.?"”)\]}\w]) (?=(Accepted:|Write|Did you mean|Set|Remove|Put|Keep|Give|Close|Let it|Fix|Return|Check|Reload|Add) )/;

export const consoleCheck: DoctorCheck = {
  name: NAME,
  ok: 'Lojal reports no mistake of the page',
  applies: ({ width }) => width !== undefined,
  rests: ['tag', 'consent', 'mixed-content', 'policy', 'cors', 'files'],
  *find({ messages }, earlier) {
    const faulty = new Set(earlier.filter(({ level }) => level === 'fault').map(({ check }) => check));
    for (const message of messages) {
      const [, who = '', words = '', code = ''] = MESSAGE.exec(message) ?? [];
      if (!KNOWN.has(code) || COVERED[code]?.some((check) => faulty.has(check))) continue;
      if (code === 'lojal/callback-failed') {
        // The browser adds where the error comes from.
        const [error = ''] = message
          .slice(message.indexOf(code) + code.length + 1)
          .trim()
          .split('\n');
        const wrong = `A function that the page gave to lojal.push() failed${error && `: ${error}`}`;
        yield { level: 'fault', check: NAME, code, wrong, fix: 'correct the function' };
        continue;
      }
      const [wrong = ''] = words.split(TO_DO);
      const fix = words.slice(wrong.length).trim();
      const text = who === 'lojal' ? wrong : `${who}: ${wrong}`;
      const level = MILD.has(code) ? 'warning' : 'fault';
      yield { level, check: NAME, code, wrong: text.replace(/\.$/, ''), fix: fix.replace(/\.$/, '') || undefined };
    }
  },
};
