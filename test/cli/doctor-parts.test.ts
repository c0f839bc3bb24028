/** The parts of `lojal doctor` that need no browser: policies, hostile texts, markup, findings of several visits, the command. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { toLine } from '../../src/cli/doctor/doctor-finding.ts';
import { browserPaths } from '../../src/cli/doctor/find-browser.ts';
import { fetchVisit } from '../../src/cli/doctor/http-visit.ts';
import { withSnippet } from '../../src/cli/doctor/insert-snippet.ts';
import type { Visit } from '../../src/cli/doctor/page-visit.ts';
import { needsNonce, policyWith } from '../../src/cli/doctor/policy-line.ts';
import { policyAllows } from '../../src/cli/doctor/policy-match.ts';
import { runChecks } from '../../src/cli/doctor/run-checks.ts';
import { scanHtml } from '../../src/cli/doctor/scan-html.ts';
import { visibleText } from '../../src/cli/doctor/visible-text.ts';
import { OutOfTime, within } from '../../src/cli/doctor/within.ts';
import { CommandFolder } from './command-folder.ts';
import { DoctorShop } from './doctor-shop.ts';

test('a policy gets one more source, where the browser looks for it', () => {
  const cases = [
    [
      "default-src 'self'",
      'script-src-elem',
      'https://cdn.example/',
      "default-src 'self'; script-src 'self' https://cdn.example/",
    ],
    ["script-src 'none'; img-src *", 'script-src-elem', "'self'", "script-src 'self'; img-src *"],
    ["connect-src 'self'; ", 'connect-src', 'https://api.example', "connect-src 'self' https://api.example"],
    ["CONNECT-SRC 'self'", 'connect-src', "'self'", "connect-src 'self'"],
    ["trusted-types 'none'", 'trusted-types', 'lit-html', 'trusted-types lit-html'],
    [
      "script-src-elem 'self'; script-src 'none'",
      'script-src-elem',
      'https://a.example',
      "script-src-elem 'self' https://a.example; script-src 'none'",
    ],
  ] as const;
  for (const [policy, directive, source, line] of cases) assert.equal(policyWith(policy, directive, source), line);
});

test('after the source was added, the policy lets the address through', () => {
  const source = fc.constantFrom(
    "'none'",
    "'self'",
    'https:',
    '*',
    'https://cdn.example',
    '*.example',
    "'nonce-n1'",
    'data:',
  );
  const name = fc.constantFrom('default-src', 'script-src', 'script-src-elem', 'connect-src', 'img-src');
  const directive = fc
    .tuple(name, fc.uniqueArray(source, { maxLength: 3 }))
    .map(([one, sources]) => [one, ...sources].join(' '));
  const policy = fc
    .uniqueArray(directive, { maxLength: 4, selector: (one) => one.split(' ')[0] })
    .map((all) => all.join('; '));
  const page = 'https://shop.example/account';
  fc.assert(
    fc.property(
      policy,
      fc.constantFrom('script-src-elem', 'connect-src'),
      fc.constantFrom('https://shop.example/lojal.js', 'https://files.other.test/a/lojal.js'),
      (text, kind, url) => {
        const { origin } = new URL(url);
        fc.pre(!policyAllows(text, kind, url, page));
        const added = policyWith(text, kind, origin === 'https://shop.example' ? "'self'" : origin);
        assert.ok(policyAllows(added, kind, url, page), added);
        // Nothing else is let through that was not before.
        const strange = 'https://evil.test/x';
        assert.equal(policyAllows(added, kind, strange, page), policyAllows(text, kind, strange, page));
      },
    ),
  );
});

test('whether a policy lets an address through', () => {
  const page = 'https://shop.example/';
  const url = 'https://cdn.shop.example/lojal/lojal.js';
  const yes = [
    '*',
    'https:',
    '*.shop.example',
    'cdn.shop.example',
    'https://cdn.shop.example/lojal/',
    'http://cdn.shop.example',
    `${url}`,
    '*.shop.example:443',
    'cdn.shop.example:*',
  ];
  const no = [
    "'self'",
    "'none'",
    '',
    'shop.example',
    'data:',
    'cdn.shop.example:8443',
    'https://cdn.shop.example/other/',
    'https://cdn.shop.example/lojal',
    "'nonce-n1'",
    '*.other.example',
  ];
  for (const source of yes) assert.ok(policyAllows(`script-src ${source}`, 'script-src-elem', url, page), source);
  for (const source of no) assert.ok(!policyAllows(`script-src ${source}`, 'script-src-elem', url, page), source);
  assert.ok(policyAllows("img-src 'none'", 'script-src-elem', url, page));
  assert.ok(policyAllows("script-src 'self'", 'script-src-elem', 'https://shop.example/lojal.js', page));
});

test('a nonce is needed where no host counts', () => {
  for (const policy of [
    "script-src 'nonce-a'",
    "script-src 'self' 'nonce-a' 'strict-dynamic'",
    "default-src 'sha256-abc'",
  ])
    assert.ok(needsNonce(policy), policy);
  for (const policy of [
    "script-src 'self'",
    "script-src 'self' 'nonce-a'",
    "script-src 'nonce-a' https:",
    "img-src 'none'",
  ])
    assert.ok(!needsNonce(policy), policy);
});

test('a text of a page has no character that a terminal obeys, and an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, most) => {
      const shown = visibleText(`\u001b[2J${text}\u0007\u202e`, most);
      assert.ok(shown.length <= most, shown);
      assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      assert.doesNotMatch(shown, /\p{Surrogate}/u);
    }),
  );
  assert.equal(visibleText('Två  rader\n\toch 😀', 50), 'Två rader och 😀');
});

test('markup without a browser: tags, not comments and not the code of scripts; hostile markup ends soon', () => {
  const { scripts, elements, metaPolicies, metaCharset } =
    scanHtml(`<META CHARSET=utf-8><meta http-equiv=content-security-policy content="script-src 'self'">
    <!-- <script src="/lojal.js"></script> --><script>const a = '<script src="/x/lojal.js">'; lojal</script>
    <script SRC='/lojal.js?a=1&amp;b=2' async data-points="a>b"></script><lojal-points/><lojal-tier class=x></lojal-tier>`);
  assert.deepEqual(
    scripts.map(({ attributes }) => attributes),
    [{}, { src: '/lojal.js?a=1&b=2', async: '', 'data-points': 'a>b' }],
  );
  assert.deepEqual(
    elements.map(({ tag }) => tag),
    ['lojal-points', 'lojal-tier'],
  );
  assert.deepEqual([metaPolicies, metaCharset], [["script-src 'self'"], true]);
  const begun = process.cpuUsage();
  for (const piece of [
    '<script "',
    '<!--',
    '<lojal-a ',
    '<meta content="',
    "<script src='",
    '<script>',
    '<',
    '</script',
  ])
    scanHtml(piece.repeat(1_000_000 / piece.length));
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '<script ',
          '>',
          '"',
          "'",
          '=',
          'src',
          '</script>',
          '<!--',
          '-->',
          '/lojal.js',
          ' ',
          '<lojal-x',
        ),
      ),
      (parts) => void scanHtml(parts.join('')),
    ),
  );
  assert.ok(process.cpuUsage(begun).user < 10_000_000, 'less than 10 s');
});

test('a snippet stands before the last end of the body, in the character set of the page', () => {
  const page = Buffer.from('<body>a</body><!-- </BODY> --></html>', 'latin1');
  assert.equal(withSnippet(page, 'ö', 'utf-8').toString('utf8'), '<body>a</body><!-- \nö\n</BODY> --></html>');
  assert.equal(withSnippet(Buffer.from('x'), 'ö→', 'windows-1252').toString('latin1'), 'x\nö?\n');
});

const visit: Visit = {
  ...{
    url: 'https://shop.example/',
    width: 360,
    isRead: true,
    status: 200,
    headers: {},
    files: [],
    blocked: [],
    messages: [],
    errors: [],
  },
  markup: {
    scripts: [{ attributes: { src: '/lojal.js' }, text: '' }],
    elements: [{ tag: 'lojal-points', defined: true, shown: true }],
    ...{ metaPolicies: [], metaCharset: true, variables: {} },
  },
  ...{ weakTexts: [], trouble: [] },
};
const WEAK = {
  tag: 'lojal-points',
  part: 'note',
  text: 'x',
  ratio: 2,
  least: 4.5,
  colour: '#bbbbbb',
  ground: '#ffffff',
  better: '#1a1a1a',
};

test('what holds at one width names the width, and what holds at both does not', () => {
  const one = runChecks([
    { ...visit, weakTexts: [WEAK] },
    { ...visit, width: 1280 },
  ]).map(toLine);
  assert.match(
    one[0] ?? '',
    /^fault {4}"x" in <lojal-points> has a contrast of 2:1 .* \(at 360 px\) — lojal-points::part\(note\)/,
  );
  const both = runChecks([
    { ...visit, weakTexts: [WEAK] },
    { ...visit, width: 1280, weakTexts: [WEAK] },
  ]).map(toLine);
  assert.match(both[0] ?? '', /needs 4\.5:1 — /);
  assert.equal(both.filter((line) => line.startsWith('fault')).length, 1);
});

test('a fault hides what cannot be known behind it: no check is called fine', () => {
  const lines = runChecks([
    {
      ...visit,
      markup: {
        ...visit.markup,
        scripts: [{ attributes: { src: '/lojal.js', type: 'text/plain' }, text: '' }],
        elements: [],
      },
    },
  ]);
  assert.deepEqual(
    lines.filter(({ level, check }) => level === 'ok' && check !== 'tag').map(({ check }) => check),
    ['mixed-content', 'charset'],
  );
});

test('the one file, also that of a language, is a script tag; a part is none', () => {
  const findings = (src: string) =>
    runChecks([{ ...visit, markup: { ...visit.markup, scripts: [{ attributes: { src }, text: '' }], elements: [] } }]);
  const hasTag = (src: string) => !findings(src).some(({ wrong }) => /no script tag/.test(wrong));
  for (const src of ['/lojal.js', '/lojal.all.js?v=2', 'https://cdn.example/lojal-1.0.0/lojal.sv.all.js'])
    assert.equal(hasTag(src), true, src);
  for (const src of ['/lojal.base.js', '/lojal.sv.js', '/mylojal.js']) assert.equal(hasTag(src), false, src);
});

test('a theme is known by its custom properties', () => {
  const lineOf = (variables: Record<string, string>) =>
    runChecks([{ ...visit, markup: { ...visit.markup, variables } }])
      .map(toLine)
      .find((line) => line.includes('theme'));
  assert.match(
    lineOf({ '--bs-primary': '#24b9d7', '--bs-border-radius': '6px', '--bs-body-font-family': 'Inter' }) ?? '',
    /built on Bootstrap 5.* — :root \{ --lojal-font: var\(--bs-body-font-family\); --lojal-radius: var\(--bs-border-radius\); --lojal-accent: var\(--bs-primary\) \}/,
  );
  const wordpress = { '--wp--preset--color--contrast': '#111' };
  assert.match(lineOf(wordpress) ?? '', /--lojal-accent: var\(--wp--preset--color--contrast\)/);
  assert.match(
    lineOf({ ...wordpress, '--wp--preset--color--primary': '#04a' }) ?? '',
    /var\(--wp--preset--color--primary\)/,
  );
  assert.equal(lineOf({ ...wordpress, '--lojal-accent': '#111' }), undefined);
  assert.equal(lineOf({}), undefined);
});

test('without a browser, a page without the tag may get the script from a bundle', () => {
  const { width: _, ...read } = visit;
  const [first] = runChecks([{ ...read, markup: { ...visit.markup, scripts: [], elements: [] } }]).map(toLine);
  assert.match(first ?? '', /^warning {2}The server sends the page without a script tag/);
});

test('a promise has a time, and a late rejection disturbs nobody', async () => {
  await assert.rejects(within(1, new Promise(() => {})), OutOfTime);
  assert.equal(await within(1_000, Promise.resolve(3)), 3);
  await assert.rejects(within(1, new Promise((_, reject) => setTimeout(reject, 20, new Error('late')))), OutOfTime);
  await new Promise((resolve) => setTimeout(resolve, 40));
});

test('browsers are looked for where each system keeps them', () => {
  assert.ok(browserPaths('linux', { CHROME_PATH: '/opt/chrome' }).indexOf('/opt/chrome') === 0);
  assert.ok(browserPaths('darwin', {}).some((path) => path.endsWith('/Google Chrome')));
  assert.ok(browserPaths('win32', { ProgramFiles: 'C:\\P' }).some((path) => /C:\\P.*msedge\.exe$/.test(path)));
});

let commands: CommandFolder;
let shop: DoctorShop;
before(async () => {
  commands = new CommandFolder();
  shop = await new DoctorShop().start();
});
after(async () => {
  commands.delete();
  await shop.close();
});

test('the command without a browser: what only needs HTTP, one line about the rest, and 1 for a fault', async () => {
  const page = (tag: string) =>
    `<!doctype html><meta charset="utf-8"><title>A shop</title>${tag}<lojal-points></lojal-points>`;
  const fine = await commands.run(
    'doctor',
    shop.url + shop.put({ body: page('<script src="/lojal.js" async></script>') }),
    '--browser',
    '/nowhere/chrome',
  );
  assert.equal(fine.code, 0, fine.output);
  assert.match(
    fine.output,
    /^warning {2}Not checked, because there is no file \/nowhere\/chrome: policies, .* — correct the path after --browser$/m,
  );
  assert.match(fine.output, /^ok {7}The files of Lojal were loaded$/m);
  commands.write(
    'tag.html',
    '<script type="text/plain" data-cookieconsent="marketing" src="/lojal.js" async></script>',
  );
  const url = shop.url + shop.put({ body: page('') });
  const held = await commands.run(
    'doctor',
    url.replace('://', '://ann:s%40cret@'),
    '--snippet',
    'tag.html',
    '--browser',
    '/nowhere',
    '--json',
  );
  assert.equal(held.code, 1, held.output);
  const { url: named, findings } = JSON.parse(held.printed) as {
    url: string;
    findings: { level: string; check: string; fix: string }[];
  };
  assert.equal(named, url);
  assert.deepEqual(
    findings.filter(({ level }) => level === 'fault').map(({ check }) => check),
    ['consent'],
  );
  assert.doesNotMatch(held.output, /cret/);
});

test('without a browser, too, the password is for the shop alone: a page elsewhere to which the shop leads gets none', async () => {
  const file = '<script src="/members/lojal.js" async></script>';
  const there = shop.put({ body: `<!doctype html><meta charset="utf-8">${file}` });
  const url = shop.url + shop.put({ status: 302, headers: { location: shop.there + there }, body: '' });
  const user = { username: 'ann', password: 'secret' };
  const statusOf = async (address: string) => (await fetchVisit({ url: address, user })).files[0]?.status;
  assert.equal(await statusOf(shop.url + there), 200);
  assert.equal(await statusOf(url), 401);
});

test('the command says what is wrong with its arguments', async () => {
  commands.write('page.html', '');
  const cases: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [[], /Name a page of your shop: npx lojal doctor https/],
    [['shop.example'], /shop\.example is not an address of a page. Write https:\/\/ before the host/],
    [['page.html'], /opened as a file cannot load the parts of Lojal/],
    [['https://shop.example/', '--snippet', 'none.html'], /There is no file none\.html/],
    [['http://127.0.0.1:1/', '--browser', '/nowhere'], /^fault .*(nothing listens there|bad port|cannot be opened)/],
  ];
  for (const [args, says] of cases) {
    const { code, output } = await commands.run('doctor', ...args);
    assert.equal(code, 1, output);
    assert.match(output, says);
  }
});
