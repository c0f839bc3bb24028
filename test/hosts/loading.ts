/** Hosts that load Lojal's script in different ways. */
import { data, document, type Host, type Run } from './host.ts';
import { OLDER } from './older.ts';

const tag = (src: string, how = '', more = ''): ((run: Run) => string) => {
  return (run) => `<script src="${src}" ${how} ${data(run)} ${more}></script>`;
};
/** Inserts the script element by a script, as tag managers do. */
const managed =
  (when: string) =>
  (run: Run): string =>
    `<script nonce="n1" class="lojal">${when}(() => {
    const script = document.createElement('script');
    script.src = '/lojal.js';
    Object.assign(script.dataset, { endpoint: '${run.home}answers', customer: 'c_1042', points: 1280, spend: 412.5, orders: 9 });
    document.head.append(script);
  })</script>`;

/** The globals of Lit from npm. */
const LIT = /^(lit|reactiveElement)\w+$|^Symbol\.metadata$/;

/** Checks that the page uses one of two versions, the first that ran. The text of the button differs by version. */
const version = (words: string): string => `await hand.shown();
  if (hand.ours) await hand.until('the words of one version', () =>
    ['lojal-nps', 'lojal-review'].every((tag) => hand.find(tag, '[part~=submit]')?.textContent.trim() === '${words}'));`;

/** The warning about both forms of the script on one page. */
const BOTH = /^lojal: .*both on this page/;

export const loading: readonly Host[] = [
  { name: 'script in the head', script: tag('/lojal.js') },
  { name: 'script at the end of the body', script: tag('/lojal.js'), at: 'body' },
  { name: 'script deferred', script: tag('/lojal.js', 'defer') },
  { name: 'script as a module', script: tag('/lojal.js', 'type="module"') },
  { name: 'script at another path', script: tag('/assets/v1/lojal.js?v=3', 'async') },
  { name: 'script in one file', script: tag('/lojal.all.js', 'async') },
  { name: 'script in one file, as a module', script: tag('/lojal.all.js', 'type="module"') },
  {
    name: 'script from another origin, without crossorigin',
    script: (run) => tag(`${run.origin.replace('127.0.0.1', 'localhost')}/lojal.js`)(run),
  },
  {
    name: 'script before the body',
    page: (_, { head, body, script }) =>
      `<!doctype html><html lang="en"><head>${head.replace(script, '')}</head>${script}<body>${body}</body></html>`,
  },
  { name: 'script by a tag manager', script: managed('(run => run())') },
  {
    name: 'script by a tag manager, late',
    script: managed("(run => addEventListener('load', () => setTimeout(run, 50)))"),
  },
  {
    name: 'program below the script',
    script: tag('/lojal.js'),
    page: (_, { head, body, program }) => document({ head: head.replace(program, ''), body: body + program }),
  },
  {
    name: 'elements that come later',
    script: tag('/lojal.js'),
    page: (_, { head, body, tags }) => document({ head, body: body.replace(tags, '') }),
    act: `const tags = \`<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-nps></lojal-nps>
        <lojal-review product="fjord-lp" product-name="Fjord" order="10042"></lojal-review>\`;
      document.getElementById('club').innerHTML = tags;`,
  },
  { name: 'script twice', script: (run) => tag('/lojal.js')(run) + tag('/lojal.js')(run) },
  { name: 'script in both forms', warns: BOTH, script: (run) => tag('/lojal.all.js')(run) + tag('/lojal.js')(run) },
  {
    name: 'two versions, the older first',
    script: (run) => tag('/older/lojal.js')(run) + tag('/lojal.js')(run),
    act: version(OLDER),
  },
  {
    name: 'two versions, the newer first',
    warns: BOTH,
    script: (run) => tag('/lojal.js')(run) + tag('/older/lojal.all.js')(run),
    act: version('Send'),
  },
  {
    name: 'two versions, side by side',
    // The network decides which one is first. Both parts of a question are of the same version.
    script: (run) => tag('/older/lojal.js', 'async')(run) + tag('/lojal.js', 'async')(run),
  },
  {
    name: 'copy of npm before the script',
    script: (run) => `<script nonce="n1" src="/lib/npm.js"></script>${tag('/lojal.js', 'async')(run)}`,
    keeps: LIT,
  },
  {
    name: 'copy of npm after the script',
    script: (run) => `${tag('/lojal.js')(run)}<script nonce="n1" src="/lib/npm.js" defer></script>`,
    keeps: LIT,
  },
  {
    name: 'program element that the page wrote',
    tags: `<lojal-program class="own" points="1280" spend="412.50" orders="9" customer="c_1042"><lojal-points></lojal-points>
      <lojal-tier></lojal-tier><lojal-nps></lojal-nps><lojal-review product="fjord-lp" product-name="Fjord" order="10042"></lojal-review></lojal-program>`,
    script: '<script src="/lojal.js" async nonce="n1"></script>',
    act: `if (hand.ours) document.querySelector('.own').setAttribute('endpoint', '../with/answers');`,
  },
  {
    name: 'wrong integrity',
    script: (run) =>
      tag('/lojal.js', 'integrity="sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"')(run),
    shows: 'fallback',
    blocked: true,
    reports: /integrity/i,
  },
  {
    name: 'script that is not there',
    script: tag('/nowhere/lojal.js'),
    shows: 'fallback',
    blocked: true,
    reports: /404/,
  },
  {
    name: 'parts that are not there',
    script: tag('/alone/lojal.js'),
    shows: 'fallback',
    warns: /^lojal: .*Put all lojal\.\*\.js into/,
    reports: /404|MIME/,
  },
  {
    name: 'page in Windows-1252',
    script: tag('/lojal.all.js', 'async'),
    headers: () => ({ 'content-type': 'text/html; charset=windows-1252' }),
    page: (_, parts) =>
      document({ ...parts, head: parts.head.replace('<meta charset="utf-8">', '<meta charset="windows-1252">') }),
  },
  { name: 'another base', head: '<base href="/elsewhere/deep/">' },
];
