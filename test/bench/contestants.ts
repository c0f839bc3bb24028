/** The contestants: minimal implementations, Lojal, and alternatives of a shop, each set up as its documentation says. */

/** One page of the bench, and how to find out that its element is visible. */
export interface Contestant {
  readonly name: string;
  readonly kind: 'floor' | 'ours' | 'peer';
  /** HTML of the page's head and body. `{src}` is the URL of the bundle, `{css}` the URL of its style sheet. */
  readonly head?: string;
  readonly body: string;
  /** The file in `contestants/` that is bundled for this page. */
  readonly entry?: string;
  /** Function body that returns the visible element once it exists. `find(selector)` also searches shadow roots. */
  readonly visible?: string;
  /** Function body that returns the element to click. */
  readonly click?: string;
}

const RULES = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01, label: { one: 'point', other: 'points' } },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
      { id: 'gold', name: 'Gold', from: 600 },
    ],
  },
  rewards: [{ id: 'vinyl10', name: '10 € off vinyl', points: 1500 }],
};
const program = `<script type="application/json" data-lojal="program">${JSON.stringify(RULES)}</script>`;
const tag = (file: string) =>
  `<script src="/${file}" async data-endpoint="/answers" data-customer="c_1" data-points="1280" data-spend="412.50"></script>`;
const early = (...parts: string[]) =>
  parts.map((part) => `<link rel="modulepreload" href="/lojal.${part}.js" />`).join('');
const script = '<script src="{src}" async></script>';

const BALANCE = '<lojal-points></lojal-points><lojal-tier></lojal-tier>';
const NPS = '<lojal-nps></lojal-nps>';
const REVIEW = '<lojal-review product="fjord-lp" product-name="Fjord"></lojal-review>';
const FILL = `return find('lojal-points [part~=balance]') && find('lojal-tier [part~=fill]')`;
const SCORE = `return find('lojal-nps input[value="9"]')`;
const STARS = `return find('lojal-review input[value="4"]')`;
const FOUR = `${FILL} && find('lojal-nps input') && find('lojal-review input')`;

export const contestants: readonly Contestant[] = [
  { name: 'blank page', kind: 'floor', body: '' },
  {
    name: 'vanilla: points + tier',
    kind: 'floor',
    entry: 'vanilla-points',
    head: script,
    body: '<div id="points"></div><div id="tier"></div>',
    visible: `return find('#tier .fill')`,
  },
  {
    name: 'vanilla: NPS',
    kind: 'floor',
    entry: 'vanilla-nps',
    head: script,
    body: '<div id="nps"></div>',
    visible: `return find('#nps input')`,
    click: `return find('input[value="9"]')`,
  },
  {
    name: 'vanilla: all four',
    kind: 'floor',
    entry: 'vanilla-all',
    head: script,
    body: '<div id="points"></div><div id="tier"></div><div id="nps"></div><div id="review"></div>',
    visible: `return find('#review input')`,
    click: `return find('input[value="9"]')`,
  },
  {
    name: 'bare Lit: points + tier',
    kind: 'floor',
    entry: 'lit-points',
    head: script,
    body: '<bench-points points="1280"></bench-points><bench-tier value="412"></bench-tier>',
    visible: `return find('bench-tier .fill')`,
  },
  {
    name: 'bare Lit: NPS',
    kind: 'floor',
    entry: 'lit-nps',
    head: script,
    body: '<bench-nps></bench-nps>',
    visible: `return find('bench-nps input')`,
    click: `return find('input[value="9"]')`,
  },
  {
    name: 'bare Lit: all four',
    kind: 'floor',
    entry: 'lit-all',
    head: script,
    body: '<bench-points points="1280"></bench-points><bench-tier value="412"></bench-tier><bench-nps></bench-nps><bench-review></bench-review>',
    visible: `return find('bench-review input')`,
    click: `return find('input[value="9"]')`,
  },
  { name: 'Lojal: page without a tag', kind: 'ours', head: tag('lojal.js'), body: '' },
  { name: 'Lojal: points + tier', kind: 'ours', head: tag('lojal.js'), body: program + BALANCE, visible: FILL },
  {
    name: 'Lojal: points + tier, preloaded',
    kind: 'ours',
    head: early('base', 'balance') + tag('lojal.js'),
    body: program + BALANCE,
    visible: FILL,
  },
  { name: 'Lojal: NPS', kind: 'ours', head: tag('lojal.js'), body: program + NPS, visible: SCORE, click: SCORE },
  {
    name: 'Lojal: NPS, preloaded',
    kind: 'ours',
    head: early('base', 'prompt', 'nps') + tag('lojal.js'),
    body: program + NPS,
    visible: SCORE,
    click: SCORE,
  },
  { name: 'Lojal: review', kind: 'ours', head: tag('lojal.js'), body: program + REVIEW, visible: STARS, click: STARS },
  {
    name: 'Lojal: review, preloaded',
    kind: 'ours',
    head: early('base', 'prompt', 'review') + tag('lojal.js'),
    body: program + REVIEW,
    visible: STARS,
    click: STARS,
  },
  {
    name: 'Lojal: all four',
    kind: 'ours',
    head: tag('lojal.js'),
    body: program + BALANCE + NPS + REVIEW,
    visible: FOUR,
    click: SCORE,
  },
  {
    name: 'Lojal: all four, preloaded',
    kind: 'ours',
    head: early('base', 'balance', 'prompt', 'nps', 'review') + tag('lojal.js'),
    body: program + BALANCE + NPS + REVIEW,
    visible: FOUR,
    click: SCORE,
  },
  {
    name: 'Lojal: points + tier, lojal.all.js',
    kind: 'ours',
    head: tag('lojal.all.js'),
    body: program + BALANCE,
    visible: FILL,
  },
  {
    name: 'Lojal: all four, lojal.all.js',
    kind: 'ours',
    head: tag('lojal.all.js'),
    body: program + BALANCE + NPS + REVIEW,
    visible: FOUR,
    click: SCORE,
  },
  {
    name: 'PostHog surveys (snippet)',
    kind: 'peer',
    // The same as PostHog's snippet, without the queue for calls before the script has loaded.
    head: `<script src="/posthog/array.js" async onload="posthog.init('phc_bench', { api_host: location.origin, persistence: 'memory' })"></script>`,
    body: '',
    visible: `return find('[class*=PostHogSurvey] button')`,
    click: `return find('[class*=PostHogSurvey] .ratings-number')`,
  },
  {
    name: 'PostHog slim + surveys',
    kind: 'peer',
    entry: 'posthog-slim',
    head: script,
    body: '',
    visible: `return find('[class*=PostHogSurvey] button')`,
    click: `return find('[class*=PostHogSurvey] .ratings-number')`,
  },
  {
    name: 'Formbricks surveys (renderer)',
    kind: 'peer',
    entry: 'formbricks',
    head: '<script src="{src}" defer></script>',
    body: '<div id="survey" style="block-size: 420px"></div>',
    visible: `return find('#survey input')`,
    click: `return find('#survey label')`,
  },
  {
    name: 'Sentry feedback (button)',
    kind: 'peer',
    entry: 'sentry',
    head: '<script src="{src}" defer></script>',
    body: '',
    visible: `return find('#sentry-feedback button')`,
    click: `return find('#sentry-feedback button')`,
  },
  {
    name: 'Shoelace rating + bar',
    kind: 'peer',
    entry: 'shoelace',
    head: `<link rel="stylesheet" href="{css}" />${script}`,
    body: '<sl-progress-bar value="53"></sl-progress-bar><sl-rating label="Rating"></sl-rating>',
    visible: `return find('sl-progress-bar .progress-bar') && find('sl-rating .rating__symbol')`,
    click: `return find('sl-rating .rating__symbol:nth-of-type(4)')`,
  },
  {
    name: 'ALTCHA',
    kind: 'peer',
    entry: 'altcha',
    head: script,
    body: '<form><altcha-widget challenge="/altcha/challenge"></altcha-widget></form>',
    visible: `return find('altcha-widget input[type=checkbox]')`,
    click: `return find('altcha-widget input[type=checkbox]')`,
  },
];
