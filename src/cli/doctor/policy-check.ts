/** The content security policy: what of Lojal it blocks, and the policy that would not. */
import type { DoctorCheck } from './doctor-check.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { addressOf, type Blocked, dataAddresses, isLojalFile, lojalTags, type Visit } from './page-visit.ts';
import { needsNonce, policiesOf, policyWith, sourcesOf } from './policy-line.ts';
import { policyAllows } from './policy-match.ts';
import { tagText } from './tag-text.ts';

const NAME = 'policy';
const NONCE = 'THE NONCE OF THE RESPONSE';
const TRUSTED = /^(trusted-types|require-trusted-types-for)$/;
/** The file that every element needs, beside the script. */
const BASE = 'lojal.base.js';

/** A source that the page needs under a directive. */
type Need = readonly [directive: string, source: string];

/** Whether something that was blocked belongs to Lojal. */
function isOurs(visit: Visit, { url, directive }: Blocked): boolean {
  if (TRUSTED.test(directive)) return true;
  if (directive.startsWith('script-src')) return Boolean(url) && isLojalFile(url);
  return directive.startsWith('connect-src') && dataAddresses(visit).some((one) => url.startsWith(one));
}

/** The source that lets an address through. The folder, for files: the parts are in it. */
function sourceFor(url: string, page: string, isFile: boolean): string {
  const { origin } = new URL(url);
  if (origin === new URL(page).origin) return "'self'";
  return isFile ? new URL('.', url).href : origin;
}

/** Everything that the page needs of a policy and does not get, also what the browser has not tried yet. */
function needsOf(visit: Visit, policy: string, isTrusted: boolean): readonly Need[] {
  const page = visit.url;
  const scripts = lojalTags(visit.markup)
    .map(addressOf)
    .filter((one) => URL.canParse(one, page))
    .map((one) => new URL(one, page).href)
    .filter((url) => [url, new URL(BASE, url).href].some((one) => !policyAllows(policy, 'script-src-elem', one, page)))
    .map((url): Need => ['script-src-elem', sourceFor(url, page, true)]);
  const data = dataAddresses(visit)
    .filter((one) => !policyAllows(policy, 'connect-src', one, page))
    .map((one): Need => ['connect-src', sourceFor(one, page, false)]);
  const [, ...types] = sourcesOf(policy, 'trusted-types') ?? [''];
  const isTyped = sourcesOf(policy, 'trusted-types') && !types.includes('lit-html') && !types.includes('*');
  return [
    ...(needsNonce(policy) ? [] : scripts),
    ...data,
    ...(isTyped && isTrusted ? [['trusted-types', 'lit-html'] as const] : []),
  ];
}

/** A policy with everything that it lacks, as a line to copy. */
function* findPolicies(visit: Visit, ours: readonly Blocked[]): Generator<DoctorFinding> {
  const urls = [...new Set(ours.filter(({ url }) => url).map(({ url }) => url))];
  const isTrusted = ours.some(({ directive }) => TRUSTED.test(directive));
  const what = [...urls.slice(0, 3), ...(isTrusted ? ['the Trusted Types policy "lit-html" of Lit'] : [])].join(', ');
  const { metaPolicies } = visit.markup;
  for (const policy of [...policiesOf(visit.headers['content-security-policy']), ...metaPolicies]) {
    const needs = needsOf(visit, policy, isTrusted);
    if (needs.length === 0) continue;
    const line = needs.reduce((written, [directive, source]) => policyWith(written, directive, source), policy);
    const isMeta = metaPolicies.includes(policy);
    yield {
      ...{ level: 'fault', check: NAME, wrong: `The policy of the page blocks ${what}` },
      fix: isMeta
        ? `<meta http-equiv="Content-Security-Policy" content="${line.replaceAll('"', '&quot;')}">`
        : `Content-Security-Policy: ${line}`,
    };
  }
}

export const policyCheck: DoctorCheck = {
  name: NAME,
  ok: 'The content security policy blocks nothing of Lojal',
  applies: ({ width }) => width !== undefined,
  rests: ['tag', 'consent'],
  *find(visit) {
    const blocked = visit.blocked.filter(({ by }) => by === 'csp');
    const ours = blocked.filter((one) => isOurs(visit, one));
    if (ours.length > 0) yield* findPolicies(visit, ours);
    const all = [...policiesOf(visit.headers['content-security-policy']), ...visit.markup.metaPolicies];
    const isNonced = all.some(needsNonce);
    const [tag] = lojalTags(visit.markup);
    const script = ours.find(({ directive }) => directive.startsWith('script-src'));
    if (isNonced && tag && script)
      yield {
        ...{
          level: 'fault',
          check: NAME,
          wrong: `The policy of the page runs only scripts with a nonce, and blocks ${script.url}`,
        },
        fix: tagText(tag.attributes, { nonce: NONCE }),
      };
    const calls = ({ attributes: { src, type }, text }: (typeof visit.markup.scripts)[number]) =>
      !src && !type && /\blojal\b/.test(text);
    const isInline = blocked.some(
      ({ directive, url }) => directive.startsWith('script-src') && (!url || url === 'inline'),
    );
    // The browser does not say which inline script it has blocked.
    if (isInline && visit.markup.scripts.some(calls))
      yield {
        ...{
          level: 'fault',
          check: NAME,
          wrong: 'The policy of the page blocks inline scripts, and one of them calls lojal',
        },
        fix: isNonced
          ? `<script nonce="${NONCE}">`
          : 'move it into a file of the shop: <script src="/club.js"></script>',
      };
  },
};
