/** Every language in the elements: which one is chosen, its digits, and which way it is read. */
import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalPoints } from '../../src/elements/points/points.ts';
import { clubFiles } from '../../src/locales/club-files.ts';
import { balanceFiles } from '../../src/locales/languages.ts';
import { Locale } from '../../src/locales/locale.ts';
import { money } from '../../src/locales/numbers.ts';
import { questionFiles } from '../../src/locales/question-files.ts';
import type { Language } from '../../src/locales/words.ts';
import { all, axe, find, has, inner, part, RULES, shop, text, until, warnings, watch, words } from './page.ts';

const TAGS = Object.keys(balanceFiles) as (keyof typeof balanceFiles)[];
const files = new Map<string, Language>();

before(async () => {
  for (const tag of TAGS) {
    const [one, other] = await Promise.all([clubFiles[tag]?.(), questionFiles[tag]()]);
    files.set(tag, { ...one?.default, ...other.default } as Language);
  }
});

const root = (el: Element): HTMLElement => find(el, '.root');
/** Waits until an element speaks a language, whose words may still be on their way. */
const speaks = (el: Element, tag: string): Promise<void> =>
  until(() => has(el, '.root') && text(root(el)).includes(files.get(tag)?.balance ?? ''), `it speaks ${tag}`);
const points = (tag: string): Promise<LojalPoints> =>
  fixture<LojalPoints>(html`<lojal-points lang=${tag} points="1280"></lojal-points>`);
const middle = (el: Element): number => {
  const { left, right } = el.getBoundingClientRect();
  return (left + right) / 2;
};
/** Whether each stands further in the reading direction than the one before. */
const order = (els: readonly Element[]): string => {
  const signs = new Set(els.slice(1).map((el, i) => Math.sign(middle(el) - middle(els[i] as Element))));
  return signs.size === 1 ? (signs.has(1) ? 'ltr' : signs.has(-1) ? 'rtl' : 'none') : 'mixed';
};

describe('every language', () => {
  watch();

  for (const tag of TAGS)
    it(`${tag}: the words come, and with them their tag and direction`, async () => {
      const el = await points(tag);
      await speaks(el, tag);
      expect(root(el).lang).to.equal(tag);
      expect(root(el).dir).to.equal(tag === 'ar' ? 'rtl' : 'ltr');
      expect(text(part(el, 'balance'))).to.contain(new Locale(tag, files.get(tag) as Language).number(1280));
      await axe(el);
      const nps = await fixture<LojalNps>(html`<lojal-nps lang=${tag} product-name="Fjord"></lojal-nps>`);
      const { npsProduct, npsQuestion } = files.get(tag) as Language;
      const asked = (npsProduct ?? npsQuestion).replace('{name}', 'Fjord');
      await until(() => has(nps, '.question') && text(part(nps, 'question')) === asked, `it asks in ${tag}`);
      await axe(nps);
      expect(warnings).to.deep.equal([]);
    });

  it('is the one of the page, of its closest ancestor that names one, or of the browser', async () => {
    const page = document.documentElement;
    const before = page.getAttribute('lang');
    try {
      page.lang = 'ar';
      const el = await fixture<LojalPoints>(html`<lojal-points points="5"></lojal-points>`);
      await speaks(el, 'ar');
      expect(getComputedStyle(root(el)).direction).to.equal('rtl');
      const within = await fixture(html`<div lang="pt-BR"><lojal-points points="5"></lojal-points></div>`);
      await speaks(inner(within, 'lojal-points'), 'pt');
      page.removeAttribute('lang');
      Object.defineProperty(navigator, 'languages', { value: ['tlh', 'nn-NO', 'sv'], configurable: true });
      const free = await fixture<LojalPoints>(html`<lojal-points points="5"></lojal-points>`);
      await speaks(free, 'nb');
      expect(root(free).lang).to.equal('nb-NO');
      page.lang = 'no';
      const norwegian = await fixture<LojalPoints>(html`<lojal-points points="5"></lojal-points>`);
      await speaks(norwegian, 'nb');
    } finally {
      if (before !== null) page.lang = before;
      else page.removeAttribute('lang');
      Reflect.deleteProperty(navigator, 'languages');
    }
  });

  it('may be one that only the shop has words for, and is read in the direction that it says', async () => {
    const strings = { he: { balance: 'הנקודות שלך', dir: 'rtl', points: { one: 'נקודה', other: 'נקודות' } } };
    const program = await shop(
      { rules: { ...RULES, points: {}, strings }, account: { points: 1 }, lang: 'he-IL' },
      html`<lojal-points></lojal-points>`,
    );
    const el = inner(program, 'lojal-points');
    await until(() => has(el, '[part~="heading"]') && text(part(el, 'heading')) === 'הנקודות שלך');
    expect([root(el).lang, root(el).dir]).to.deep.equal(['he-IL', 'rtl']);
    expect(text(part(el, 'balance'))).to.contain('נקודה');
    expect(warnings).to.deep.equal([]);
  });

  it('writes numbers, money and plurals as Intl does in this browser', () => {
    const different = new Set<string>();
    for (const [tag, language] of files) {
      const locale = new Locale(tag, language);
      const rules = new Intl.PluralRules(tag);
      const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
      for (const n of [0, 1, 2, 3, 5, 11, 21, 100, 1.5, 999, 1000, 9999, 10_000, 123_456, 1_234_567.5]) {
        expect(locale.text(forms, n), `${tag} ${n}`).to.equal(rules.select(n));
        if (locale.number(n) !== new Intl.NumberFormat(tag).format(n)) different.add(`${tag} numbers`);
        for (const currency of ['EUR', 'USD', 'SEK', 'PLN', 'JPY']) {
          const style = new Intl.NumberFormat(tag, { style: 'currency', currency });
          const places = currency === 'JPY' ? 0 : 2;
          const minor = Math.round(n * 10 ** places);
          if (money(locale, minor, currency) !== style.format(minor / 10 ** places)) different.add(`${tag} money`);
        }
      }
    }
    // Browsers that are some years old have other rules for two languages: theirs, not ours, are out of date.
    const old = new Intl.NumberFormat('it').format(1234) === '1.234';
    expect([...different].sort()).to.deep.equal(old ? ['it money', 'it numbers', 'nb money'] : []);
  });
});

describe('from right to left', () => {
  watch();

  const arabic = (content: ReturnType<typeof html>, more = {}) =>
    shop({ rules: RULES, account: { spend: 300, points: 700 }, lang: 'ar', ...more }, content);

  it('a bar fills from the right, and steps go to the left', async () => {
    const program = await arabic(
      html`<lojal-tier id="bar"></lojal-tier><lojal-tier id="steps" variant="steps"></lojal-tier>`,
    );
    const [bar, steps] = [inner(program, '#bar'), inner(program, '#steps')];
    await until(() => root(bar).dir === 'rtl' && root(steps).dir === 'rtl');
    const [fill, track] = [part(bar, 'fill').getBoundingClientRect(), part(bar, 'track').getBoundingClientRect()];
    expect(Math.abs(fill.right - track.right)).to.be.below(1);
    expect(fill.left).to.be.above(track.left + 10);
    expect(order(all(steps, '[part~="step"]'))).to.equal('rtl');
    await axe(program);
  });

  it('stars and scores ascend to the left, and what is chosen is what was pointed at', async () => {
    const program = await arabic(html`<lojal-review></lojal-review><lojal-nps></lojal-nps>`);
    const [review, nps] = [inner(program, 'lojal-review'), inner<LojalNps>(program, 'lojal-nps')];
    await until(() => root(review).dir === 'rtl' && root(nps).dir === 'rtl');
    expect(order(all(review, '.star'))).to.equal('rtl');
    expect(order(all(nps, '[part~="option"]').slice(0, 6))).to.equal('rtl');
    expect(order(all(nps, '.ends span'))).to.equal('rtl');
    find(review, '.star input[value="4"]').click();
    await until(() => has(review, '.chosen'));
    expect(all<HTMLInputElement>(review, '.star.on input').map(({ value }) => value)).to.deep.equal([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('names in other letters are isolated, and fields follow what is written in them', async () => {
    const program = await arabic(html`<lojal-review product-name="Fjord (10 €)!"></lojal-review>`);
    const el = inner(program, 'lojal-review');
    await until(() => root(el).dir === 'rtl');
    expect(text(part(el, 'heading'))).to.equal('تقييم \u2068Fjord (10 €)!\u2069');
    for (const field of all<HTMLInputElement>(el, '#title, #body')) expect(field.dir, field.id).to.equal('auto');
    const title = find<HTMLInputElement>(el, '#title');
    title.value = 'Plain Latin words';
    expect(getComputedStyle(title).direction).to.equal('ltr');
    title.value = 'كلمات عربية';
    expect(getComputedStyle(title).direction).to.equal('rtl');
  });

  it('what a shop wrote in other letters has their direction, and stays where the others stand', async () => {
    const levels = [
      { id: 'a', name: 'Silver (10 €)!', from: 0 },
      { id: 'b', name: 'Gold!', from: 900, perks: ['Free shipping!'] },
    ];
    const program = await arabic(
      html`<div style="inline-size: 220px">
        <lojal-survey kind="choice" options="A rather long answer in Latin letters!|Short!"></lojal-survey>
        <lojal-tier></lojal-tier><lojal-tier variant="steps"></lojal-tier>
      </div>`,
      { rules: { ...RULES, tiers: { metric: 'spend', levels } } },
    );
    const survey = inner(program, 'lojal-survey');
    await until(() => [...program.querySelectorAll('lojal-tier')].every((el) => root(el).dir === 'rtl'));
    await until(() => root(survey).dir === 'rtl');
    const names = [...program.querySelectorAll('lojal-survey, lojal-tier')].flatMap((el) => all(el, 'bdi'));
    expect(names.map(text).filter((name) => name.endsWith('!'))).to.have.length.above(6);
    for (const name of names) expect(getComputedStyle(name).direction, text(name)).to.equal('ltr');
    const starts = all(survey, '.choice bdi').flatMap((name) => [...name.getClientRects()].map(({ right }) => right));
    expect(starts.length, 'more than one line').to.be.above(2);
    expect(Math.max(...starts) - Math.min(...starts), 'lines begin beneath each other').to.be.below(8);
  });

  it('digits of a region are its own, on the scale too', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="ar-EG"></lojal-nps>`);
    await until(() => has(el, '[part~="option"]') && text(part(el, 'option')) === '٠');
    expect(all(el, '[part~="option"]').map(text).join(' ')).to.equal('٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ١٠');
    expect(all<HTMLInputElement>(el, '[part~="option"] input').map(({ value }) => value)[10]).to.equal('10');
    const latin = await fixture<LojalNps>(html`<lojal-nps lang="en-GB"></lojal-nps>`);
    expect(all(latin, '[part~="option"]').map(text).join(' ')).to.equal('0 1 2 3 4 5 6 7 8 9 10');
  });

  for (const page of ['ltr', 'rtl'])
    for (const lang of ['en', 'ar'])
      it(`a card in ${lang} on a page from ${page}: its corner is the page’s, its inside the words’`, async () => {
        const around = await fixture(html`<div dir=${page}>
          <lojal-nps lang=${lang} mode="corner"></lojal-nps>
          <lojal-points lang=${lang} points="5"></lojal-points>
        </div>`);
        const el = inner<LojalNps>(around, 'lojal-nps');
        const other = inner(around, 'lojal-points');
        const dir = lang === 'ar' ? 'rtl' : 'ltr';
        el.show();
        await until(() => el.open && root(el).dir === dir && root(other).dir === dir, 'the card is open');
        for (const animation of el.shadowRoot?.getAnimations() ?? []) animation.finish();
        await nextFrame();
        const card = part(el, 'card').getBoundingClientRect();
        // On a phone it lies at the foot, from side to side.
        if (innerWidth > 480)
          expect(page === 'rtl' ? card.left : innerWidth - card.right, 'from the page’s end').to.be.within(0, 32);
        expect(getComputedStyle(find(el, '.body')).direction).to.equal(dir);
        const close = part(el, 'close').getBoundingClientRect();
        expect(dir === 'rtl' ? close.left - card.left : card.right - close.right, 'where it closes').to.be.within(
          0,
          24,
        );
        expect(getComputedStyle(part(other, 'card')).direction, 'a card in the page').to.equal(dir);
      });

  for (const page of ['ltr', 'rtl'])
    it(`a tab lies at the end of a page from ${page}, whatever it says`, async () => {
      for (const lang of ['en', 'ar']) {
        const around = await fixture(html`<div dir=${page}><lojal-nps lang=${lang} mode="tab"></lojal-nps></div>`);
        const el = inner<LojalNps>(around, 'lojal-nps');
        await until(() => has(el, '[part~="tab"]') && root(el).dir === (lang === 'ar' ? 'rtl' : 'ltr'));
        const { left, right } = part(el, 'tab').getBoundingClientRect();
        expect(page === 'rtl' ? left : document.documentElement.clientWidth - right).to.be.within(-1, 1);
      }
    });

  it('says nothing in English where Arabic is there', async () => {
    const program = await arabic(html`<lojal-review></lojal-review>`, { rules: { ...RULES, name: 'متجر النور' } });
    const el = inner(program, 'lojal-review');
    await until(() => root(el).dir === 'rtl');
    expect(words(el).match(/[a-z]+/gi)).to.equal(null);
  });
});
