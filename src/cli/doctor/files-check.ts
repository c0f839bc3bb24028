/** The files of Lojal: missing, of another type, changed, or of another version. */
import type { DoctorCheck } from './doctor-check.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { addressOf, isScriptFile, lojalTags, type RequestedFile, type Visit } from './page-visit.ts';
import { tagText } from './tag-text.ts';

const NAME = 'files';
const JAVASCRIPT = /^(text|application)\/(x-)?(java|ecma)script\b/i;

/** The folder of a file, with a slash at the end. */
const folderOf = (url: string): string => new URL('.', url).href;

function faultOf(
  { url, status = 0, type = '', failure }: RequestedFile,
  nosniff: boolean,
): Partial<DoctorFinding> | undefined {
  const copy = isScriptFile(url)
    ? `copy dist/lojal*.js to ${folderOf(url)}, or write the address of the file: <script src="…/lojal.js" async></script>`
    : `copy all files dist/lojal*.js to ${folderOf(url)}`;
  if (failure && /NAME_NOT_RESOLVED|CONNECTION|TIMED_OUT|ADDRESS|SSL|CERT/.test(failure))
    return { wrong: `${url} cannot be reached (${failure})`, fix: copy };
  if (status >= 400) return { wrong: `${url} answered ${status}`, fix: copy };
  if (/text\/html/i.test(type)) return { wrong: `${url} is a page of HTML, not a script`, fix: copy };
  // Parts are modules, which need the type; the script tag needs it only where the browser may not guess.
  if (status && !JAVASCRIPT.test(type) && (!isScriptFile(url) || nosniff))
    return {
      wrong: `${url} has ${type ? `the type ${type}` : 'no type'}, and browsers run no module of that type`,
      fix: 'Content-Type: text/javascript; charset=utf-8',
    };
  return undefined;
}

/** The browser names the digest that it has computed. */
function* findChanged({ markup, messages }: Visit): Generator<DoctorFinding> {
  const tag = lojalTags(markup).find(({ attributes }) => attributes.integrity);
  const said =
    tag && messages.find((one) => /integrity/i.test(one) && isScriptFile(/'(https?:[^']+)'/.exec(one)?.[1] ?? ''));
  if (!tag || !said) return;
  const [, kind = 'sha256'] = /computed (sha\d+)/i.exec(said.replace('SHA-', 'sha')) ?? [];
  const [, digest] = /computed \S+ integrity '([\w+/=]+)'/.exec(said) ?? [];
  const integrity = digest && `${kind.toLowerCase()}-${digest}`;
  yield {
    ...{ level: 'fault', check: NAME },
    wrong: `integrity="${tag.attributes.integrity}" is not the digest of ${addressOf(tag)}, so the browser does not run the file`,
    fix: integrity ? tagText(tag.attributes, { integrity }) : 'write the digest of the file, or remove the attribute',
  };
}

export const filesCheck: DoctorCheck = {
  name: NAME,
  ok: 'The files of Lojal were loaded',
  applies: ({ files }) => files.length > 0,
  rests: ['tag', 'consent', 'mixed-content', 'policy', 'cors'],
  *find(visit) {
    const { files, isOwnVersion } = visit;
    const nosniff = /\bnosniff\b/i.test(visit.headers['x-content-type-options'] ?? '');
    /** What is wrong with each file, by what mends it: one line mends all files of a folder. */
    const byFix = new Map<string, Map<string, string>>();
    for (const file of files) {
      const { wrong, fix = '' } = faultOf(file, nosniff) ?? {};
      if (wrong) byFix.set(fix, (byFix.get(fix) ?? new Map()).set(file.url, wrong));
    }
    for (const [fix, wrongs] of byFix) {
      const [wrong = ''] = wrongs.values();
      const others = wrongs.size - 1;
      const more = others ? `, and it is the same with ${others} other ${others > 1 ? 'files' : 'file'}` : '';
      yield { level: 'fault', check: NAME, wrong: wrong + more, fix };
    }
    yield* findChanged(visit);
    if (isOwnVersion === false && byFix.size === 0)
      yield {
        ...{ level: 'warning', check: NAME },
        wrong: 'lojal.js on the page is of another version than this command, or a tool has changed the file',
        fix: 'copy dist/lojal*.js again, all of them, or run the doctor of that version: npx lojal@VERSION doctor',
      };
  },
};
