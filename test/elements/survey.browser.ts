/** `lojal-survey`, alone and within a program. Only the net is ours. */
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { AnswerEvent, DismissEvent } from '../../src/elements/shared/events.ts';
import type { LojalSurvey } from '../../src/elements/survey/survey.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { posted } from './network.ts';
import {
  accessible,
  all,
  axe,
  fallback,
  find,
  forget,
  has,
  inner,
  listen,
  part,
  RULES,
  shop,
  text,
  type,
  until,
  warned,
  warnings,
  watch,
  words,
} from './page.ts';

const answers = (): AnswerEvent[] => listen<AnswerEvent>('lojal-answer');
/** The data that goes out, as JSON would have it. */
const data = (heard: AnswerEvent | undefined): Record<string, unknown> =>
  JSON.parse(JSON.stringify(heard?.answer.data ?? null));
/** The same without what was asked. */
function said(heard: AnswerEvent | undefined): Record<string, unknown> {
  const { asked: _, ...rest } = data(heard);
  return rest;
}
const inputs = (el: Element): HTMLInputElement[] => all<HTMLInputElement>(el, '[part~="option"] input');
const input = (el: Element, value: number | string): HTMLInputElement => {
  const found = inputs(el).find((one) => one.value === String(value));
  if (!found) throw new Error(`no ${value} among ${inputs(el).map((one) => one.value)}`);
  return found;
};
const values = (el: Element): string[] => inputs(el).map(({ value }) => value);
const labels = (el: Element): string[] => all(el, '[part~="option"]').map(text);
const chosen = (el: Element): string[] => inputs(el).flatMap(({ checked, value }) => (checked ? [value] : []));
const group = (el: Element): HTMLFieldSetElement => find<HTMLFieldSetElement>(el, 'fieldset');
const question = (el: Element): string => text(part(el, 'question'));
const comment = (el: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(el, '[part~="comment"]');
const label = (el: Element, field: Element): string => text(find(el, `label[for="${field.id}"]`));
const instead = (el: Element): HTMLInputElement => find<HTMLInputElement>(el, 'input:not([type])');
const described = (el: Element, field: Element): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (id ? text(find(el, `[id="${id}"]`)) : ''))
    .join(' ');

async function choose(el: LojalSurvey, ...picked: (number | string)[]): Promise<void> {
  for (const value of picked) {
    input(el, value).click();
    await el.updateComplete;
  }
}
async function send(el: LojalSurvey): Promise<void> {
  find<HTMLButtonElement>(el, '[part~="submit"]').click();
  await el.updateComplete;
}
const alone = (content: TemplateResult): Promise<LojalSurvey> => fixture<LojalSurvey>(content);
/** In a program whose rules ask this. */
async function within(content: TemplateResult, ask: unknown, more: Partial<LojalProgram> = {}): Promise<LojalSurvey> {
  return inner(
    await shop({ lang: 'en', endpoint: '/answers', rules: { ...RULES, ask }, ...more }, content),
    'lojal-survey',
  );
}
const OPTIONS = [
  { id: 'price', text: { en: 'The prices', sv: 'Priserna' } },
  { id: 'range', text: { en: 'The range', sv: 'Utbudet' } },
  { id: 'advice', text: 'Advice' },
];

describe('lojal-survey', () => {
  watch();
  afterEach(() => forget());

  for (const [kind, most, low, high, ours, about] of [
    [
      'csat',
      5,
      'Very dissatisfied',
      'Very satisfied',
      'How satisfied are you with us?',
      'How satisfied are you with Blue Train?',
    ],
    [
      'ces',
      7,
      'Strongly disagree',
      'Strongly agree',
      'It was easy to do what I came for.',
      'Blue Train made it easy for me to do what I came for.',
    ],
  ] as const) {
    it(`${kind}: radios from 1 to ${most} in one labelled group, with one tab stop and named ends`, async () => {
      const el = await alone(html`<lojal-survey lang="en" kind=${kind}></lojal-survey>`);
      expect(values(el).map(Number)).to.deep.equal(Array.from({ length: most }, (_, i) => i + 1));
      expect(inputs(el).map((one) => [one.type, one.name, one.hasAttribute('tabindex'), one.checked])).to.deep.equal(
        inputs(el).map(() => ['radio', 'score', false, false]),
      );
      expect(new Set(inputs(el).map((one) => one.closest('fieldset'))).size).to.equal(1);
      expect(text(group(el).querySelector('legend') ?? undefined)).to.equal(ours);
      expect(inputs(el)[0]?.getAttribute('aria-label')).to.equal(`1, ${low}`);
      expect(inputs(el).at(-1)?.getAttribute('aria-label')).to.equal(`${most}, ${high}`);
      expect(labels(el)).to.deep.equal(values(el));
      await accessible(el);
      el.setAttribute('product-name', 'Blue Train');
      await el.updateComplete;
      expect(question(el)).to.equal(about);
    });

    const middle = (most + 1) / 2;
    const [bad, good] =
      kind === 'csat' ? ['What went wrong?', 'What did you like?'] : ['What made it difficult?', 'What worked well?'];
    for (const [score, follows] of [
      [1, bad],
      [middle - 1, bad],
      [middle, 'What could be better?'],
      [middle + 1, good],
      [most, good],
    ] as const)
      it(`${kind}: follows up ${score} with "${follows}", and sends both`, async () => {
        const heard = answers();
        const el = await alone(html`<lojal-survey lang="en" kind=${kind} product-name="Blue Train"></lojal-survey>`);
        expect(has(el, '[part~="comment"]')).to.equal(false);
        await choose(el, score);
        expect(chosen(el)).to.deep.equal([String(score)]);
        await until(() => has(el, '[part~="comment"]'), 'the follow-up opens');
        expect(label(el, comment(el))).to.equal(`${follows} (optional)`);
        expect(described(el, comment(el))).to.equal('2,000 characters left');
        await axe(el);
        type(comment(el), '  As it was. ');
        await send(el);
        expect(heard).to.have.length(1);
        expect(heard[0]?.answer.kind).to.equal(kind);
        expect(heard[0]?.name).to.equal(kind);
        expect(heard[0]?.answer.id).to.match(/^[0-9a-f]{32}$/);
        expect(said(heard[0])).to.deep.equal({ score, comment: 'As it was.', product: 'Blue Train', lang: 'en' });
        expect(text(part(el, 'thanks')))
          .to.contain('Thank you!')
          .and.to.contain('We read every answer');
        await axe(el);
      });
  }

  it('paints a choice before anything else opens', async () => {
    const el = await alone(html`<lojal-survey kind="csat"></lojal-survey>`);
    input(el, 4).click();
    await el.updateComplete;
    expect(chosen(el)).to.deep.equal(['4']);
    expect(has(el, '[part~="comment"]'), 'in the same frame').to.equal(false);
    await until(() => has(el, '[part~="comment"]'));
  });

  for (const kind of ['csat', 'ces', 'choice', 'exit'])
    it(`${kind}: says that an answer is missing, tied to the group, with the focus there`, async () => {
      const heard = answers();
      const el = await alone(html`<lojal-survey lang="en" kind=${kind} options="a|b"></lojal-survey>`);
      expect(described(el, group(el))).to.equal('');
      await send(el);
      expect(heard).to.have.length(0);
      expect(described(el, group(el))).to.equal('Please choose an answer.');
      expect(el.shadowRoot?.activeElement === inputs(el)[0]).to.equal(true);
      await accessible(el);
      await choose(el, values(el)[1] ?? '');
      expect(described(el, group(el))).to.equal('');
    });

  it('choice: one of the shop’s answers, as ids and as the words that were shown', async () => {
    const heard = answers();
    const el = await within(html`<lojal-survey kind="choice" lang="sv"></lojal-survey>`, {
      choice: { options: OPTIONS, shuffle: false },
    });
    await until(() => question(el).startsWith('Vad får dig'));
    expect(labels(el)).to.deep.equal(['Priserna', 'Utbudet', 'Advice']);
    expect(values(el)).to.deep.equal(['price', 'range', 'advice']);
    expect(new Set(inputs(el).map((one) => `${one.type} ${one.name}`))).to.deep.equal(new Set(['radio choice']));
    await choose(el, 'price', 'range');
    expect(chosen(el), 'one alone').to.deep.equal(['range']);
    expect(has(el, '[part~="comment"]')).to.equal(false);
    await accessible(el);
    await send(el);
    expect(said(heard[0])).to.deep.equal({ choices: ['range'], texts: ['Utbudet'], lang: 'sv' });
  });

  it('choice: several, in the order in which they were shown, each taken back by a second click', async () => {
    const heard = answers();
    const el = await alone(html`<lojal-survey lang="en" kind="choice" several options="a | b | c"></lojal-survey>`);
    expect(new Set(inputs(el).map((one) => one.type))).to.deep.equal(new Set(['checkbox']));
    expect(described(el, group(el))).to.equal('Choose as many as you like.');
    const [first = '', second = '', third = ''] = values(el);
    await choose(el, third, second, first, second);
    expect(chosen(el)).to.deep.equal([first, third]);
    await accessible(el);
    await send(el);
    expect(said(heard[0])).to.deep.equal({ choices: [first, third], texts: [first, third], lang: 'en' });
  });

  it('choice: nothing chosen any more is nothing to send', async () => {
    const heard = answers();
    const el = await alone(html`<lojal-survey lang="en" kind="choice" several options="a|b"></lojal-survey>`);
    await choose(el, 'a', 'a');
    await send(el);
    expect(heard).to.have.length(0);
    expect(described(el, group(el))).to.equal('Choose as many as you like. Please choose an answer.');
  });

  it('something else is last, opens a field of its own, and its words go only with it', async () => {
    const heard = answers();
    const el = await alone(html`<lojal-survey lang="en" kind="choice" other options="a|b"></lojal-survey>`);
    expect(labels(el).at(-1)).to.equal('Something else');
    expect(has(el, 'input:not([type])')).to.equal(false);
    await choose(el, 'other');
    expect(label(el, instead(el))).to.equal('Please tell us more');
    expect(instead(el).maxLength).to.equal(500);
    await accessible(el);
    type(instead(el), '  The coffee ');
    await choose(el, 'a');
    expect(has(el, 'input:not([type])')).to.equal(false);
    await choose(el, 'other');
    expect(instead(el).value, 'typed words are kept').to.equal('  The coffee ');
    await send(el);
    expect(said(heard[0])).to.deep.equal({
      choices: ['other'],
      texts: ['Something else'],
      other: 'The coffee',
      lang: 'en',
    });
    el.show();
    await el.updateComplete;
    await choose(el, 'other');
    expect(instead(el).value, 'another answer begins empty').to.equal('');
    type(instead(el), 'The music');
    await choose(el, 'a');
    await send(el);
    expect(said(heard[1])).to.deep.equal({ choices: ['a'], texts: ['a'], lang: 'en' });
  });

  it('exit: our reasons and something else, with optional words after a reason', async () => {
    const heard = answers();
    const el = await alone(html`<lojal-survey lang="en" kind="exit"></lojal-survey>`);
    expect(question(el)).to.equal('Why are you leaving?');
    expect([...values(el)].sort()).to.deep.equal(['better', 'other', 'price', 'service', 'unused']);
    expect(values(el).at(-1)).to.equal('other');
    await choose(el, 'other');
    expect(has(el, 'input:not([type])')).to.equal(true);
    expect(has(el, '[part~="comment"]')).to.equal(false);
    await choose(el, 'price');
    await until(() => has(el, '[part~="comment"]'));
    expect(label(el, comment(el))).to.equal('Anything else we should know? (optional)');
    type(comment(el), 'I moved.');
    await accessible(el);
    await send(el);
    expect(said(heard[0])).to.deep.equal({
      choices: ['price'],
      texts: ['It’s too expensive'],
      comment: 'I moved.',
      lang: 'en',
    });
    expect(text(part(el, 'thanks'))).to.contain('You’re always welcome back.');
  });

  it('exit: the shop’s reasons stand alone unless it wants something else too', async () => {
    const own = await alone(html`<lojal-survey kind="exit" options="a|b"></lojal-survey>`);
    expect([...values(own)].sort()).to.deep.equal(['a', 'b']);
    const both = await within(html`<lojal-survey kind="exit"></lojal-survey>`, {
      exit: { options: ['a', 'b'], other: true },
    });
    expect(values(both).at(-1)).to.equal('other');
    const none = await within(html`<lojal-survey kind="exit"></lojal-survey>`, { exit: { other: false } });
    expect([...values(none)].sort()).to.deep.equal(['better', 'price', 'service', 'unused']);
  });

  it('stands in an order of its own each time it is shown, and keeps it while it is', async () => {
    const options = 'a|b|c|d|e|f|g|h';
    const orders = new Set<string>();
    for (let i = 0; i < 6; i++) {
      const el = await alone(html`<lojal-survey kind="choice" other options=${options}></lojal-survey>`);
      expect(values(el).at(-1)).to.equal('other');
      expect([...values(el)].sort().join('|')).to.equal(`${options}|other`);
      const order = values(el).join();
      await choose(el, 'c', 'f', 'other');
      el.lang = 'sv';
      await until(() => labels(el).at(-1) === 'Något annat');
      expect(values(el).join(), 'while it is shown').to.equal(order);
      await send(el);
      orders.add(order);
      el.show();
      await el.updateComplete;
      orders.add(values(el).join());
    }
    // By chance all alike: once in 40,320 to the eleventh power.
    expect(orders.size).to.be.greaterThan(1);
  });

  it('stands as it was written where the shop says so', async () => {
    const options = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (let i = 0; i < 3; i++) {
      const el = await within(html`<lojal-survey kind="choice"></lojal-survey>`, {
        choice: { options, shuffle: false },
      });
      expect(values(el)).to.deep.equal(options);
    }
  });

  it('stands as it was written also where the program says so only after it was shown', async () => {
    const options = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const el = await alone(html`<lojal-survey kind="choice" options=${options.join('|')}></lojal-survey>`);
    expect([...values(el)].sort()).to.deep.equal(options);
    await shop({ rules: { ...RULES, ask: { choice: { shuffle: false } } } }, html`<p>A page</p>`);
    // By chance it was so before: once in 40,320.
    await until(() => values(el).join() === options.join(), 'in the order of the options');
  });

  it('takes an attribute before a property’s like in the program', async () => {
    const ask = { choice: { options: ['x', 'y'], question: 'Theirs?', several: true } };
    const el = await within(
      html`<lojal-survey kind="choice" options="a|b" question="Whose is {name}?" product-name="Blue $&amp; Train"></lojal-survey>`,
      ask,
    );
    expect([...values(el)].sort()).to.deep.equal(['a', 'b']);
    expect(question(el)).to.equal('Whose is Blue $& Train?');
    expect(inputs(el)[0]?.type).to.equal('checkbox');
    el.removeAttribute('options');
    el.removeAttribute('question');
    await el.updateComplete;
    expect([...values(el)].sort()).to.deep.equal(['x', 'y']);
    expect(question(el)).to.equal('Theirs?');
    el.options = [{ id: 'p', text: 'Property' }];
    await el.updateComplete;
    expect(labels(el)).to.deep.equal(['Property']);
  });

  it('takes its kind from its entry, or from its name', async () => {
    const ask = { delivery: { kind: 'csat', question: 'How was the delivery?' } };
    const heard = answers();
    const el = await within(html`<lojal-survey name="delivery"></lojal-survey>`, ask);
    expect(question(el)).to.equal('How was the delivery?');
    await choose(el, 5);
    await send(el);
    expect([heard[0]?.answer.kind, heard[0]?.name]).to.deep.equal(['csat', 'delivery']);
    const ces = await within(html`<lojal-survey name="ces"></lojal-survey>`, {});
    expect(inputs(ces)).to.have.length(7);
    expect(warnings).to.deep.equal([]);
  });

  it('begins anew when it becomes a question of another kind', async () => {
    const el = await alone(html`<lojal-survey kind="ces"></lojal-survey>`);
    await choose(el, 3);
    el.kind = 'csat';
    await el.updateComplete;
    expect(inputs(el)).to.have.length(5);
    expect(chosen(el)).to.deep.equal([]);
  });

  for (const [content, ...parts] of [
    [html`<lojal-survey>Write to us.</lojal-survey>`, 'kind', 'csat, ces, choice, exit'],
    [html`<lojal-survey kind="nps">Write to us.</lojal-survey>`, 'kind', '"nps"'],
    [html`<lojal-survey kind="constructor">Write to us.</lojal-survey>`, 'kind', '"constructor"'],
    [html`<lojal-survey kind="choice">Write to us.</lojal-survey>`, 'options', 'a list'],
    [
      html`<lojal-survey kind="choice" options=" | ">Write to us.</lojal-survey>`,
      'options',
      '" | "',
      'a list of 1 to 20',
    ],
    [html`<lojal-survey kind="choice" .options=${[5, null, { id: 'a' }]}>Write to us.</lojal-survey>`, 'options'],
  ] as const)
    it(`asks nothing for ${content.strings.join('…')}, shows the fallback, and says so once: ${parts[1]}`, async () => {
      const shown = listen('lojal-shown');
      const el = await alone(content);
      expect(fallback(el)).to.equal('Write to us.');
      warned('lojal-survey', ...parts);
      el.show();
      await el.updateComplete;
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(fallback(el)).to.equal('Write to us.');
      expect(shown).to.have.length(0);
      expect(warnings).to.have.length(1);
    });

  for (const [key, value, accepted] of [
    ['question', 5, 'a text of 1 to 500 characters'],
    ['question', { en: '' }, 'a text of 1 to 500 characters'],
    ['version', 11, 'a text of 1 to 40 characters'],
    ['several', 'yes', 'true or false'],
    ['other', 1, 'true or false'],
    ['shuffle', 'no', 'true or false'],
    ['options', ['a', 5, 'b'], 'a list of 1 to 20'],
  ] as const)
    it(`leaves out ask.choice.${key} that is ${JSON.stringify(value)}, and says so once`, async () => {
      const ask = { choice: { question: 'Which?', options: ['a', 'b'], [key]: value } };
      const el = await within(html`<lojal-survey kind="choice"></lojal-survey>`, ask);
      expect(question(el)).to.equal(key === 'question' ? 'What keeps you coming back to Nord Records Club?' : 'Which?');
      expect([...values(el)].sort()).to.deep.equal(['a', 'b']);
      expect(inputs(el)[0]?.type).to.equal('radio');
      await choose(el, 'a');
      await send(el);
      warned('lojal-survey', `ask.choice.${key}`, accepted);
    });

  it('leaves out what rules inherit, and what throws when it is read', async () => {
    const ask = Object.create({ choice: { options: ['z'] } });
    const el = await within(html`<lojal-survey kind="exit"></lojal-survey>`, { exit: {} });
    const data = el.closest('lojal-program') as LojalProgram;
    const program = { ...data.data?.program, ask } as NonNullable<LojalProgram['data']>['program'];
    data.data = { program, today: '2026-11-22' };
    el.kind = 'choice';
    await el.updateComplete;
    expect(has(el, '[part]'), 'no options').to.equal(false);
    ask.exit = Object.defineProperty({}, 'question', {
      get: () => {
        throw new Error('no');
      },
    });
    el.kind = 'exit';
    await el.updateComplete;
    expect(question(el)).to.equal('Why are you leaving?');
  });

  it('says what was asked: words, version, when, and the path of the page', async () => {
    const heard = answers();
    const before = Date.now();
    const el = await alone(html`<lojal-survey lang="en" kind="csat" product-name="Blue Train"></lojal-survey>`);
    const after = Date.now();
    await choose(el, 5);
    await send(el);
    const { at, ...asked } = data(heard[0]).asked as Record<string, string>;
    expect(asked).to.deep.equal({
      text: 'How satisfied are you with Blue Train?',
      version: 'lojal-2',
      page: location.pathname,
    });
    expect(at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(at ?? '')).to.be.within(before, after);
    expect(asked.page).not.to.match(/[?#]/);
  });

  it('keeps a choice, and answers with it when the person leaves without sending', async () => {
    const heard = answers();
    const el = await within(html`<lojal-survey kind="choice" options="a|b"></lojal-survey>`, {}, { customer: 'c_1' });
    const leave = (): boolean => window.dispatchEvent(new PageTransitionEvent('pagehide'));
    leave();
    expect(heard, 'nothing was chosen').to.have.length(0);
    await choose(el, 'b');
    await until(() => {
      leave();
      return posted.length;
    });
    expect(heard, 'one leaving is one answer').to.have.length(1);
    expect(said(heard[0])).to.deep.equal({ choices: ['b'], texts: ['b'], lang: 'en' });
    const { type, subject, data: sent } = JSON.parse(posted[0] ?? '{}');
    expect([type, subject]).to.deep.equal(['lojal.choice.answered.v1', 'c_1']);
    expect(sent).to.deep.equal({ ...data(heard[0]), revision: 1 });
    const { id } = heard[0]?.answer ?? {};
    await choose(el, 'a');
    await send(el);
    expect(heard[1]?.answer.id, 'back on the page, it is the same answer').to.equal(id);
  });

  it('tells under which name it was dismissed, and begins anew', async () => {
    const dismissed = listen<DismissEvent>('lojal-dismiss');
    const el = await alone(html`<lojal-survey kind="csat" name="delivery"></lojal-survey>`);
    await choose(el, 2);
    el.dismiss();
    el.show();
    await el.updateComplete;
    expect(dismissed.map(({ kind, name }) => [kind, name])).to.deep.equal([['csat', 'delivery']]);
    expect(chosen(el)).to.deep.equal([]);
    expect(has(el, '[part~="comment"]')).to.equal(false);
  });

  for (const dir of ['ltr', 'rtl'] as const)
    for (const kind of ['csat', 'ces', 'choice', 'exit'])
      it(`${kind}, ${dir}: fits a phone of 320 px, with targets of 44 px, in order`, async () => {
        const frame = await fixture<HTMLElement>(
          html`<div style="inline-size: 320px"><lojal-survey kind=${kind} lang=${dir === 'rtl' ? 'ar' : 'en'} other
            options="A rather long answer that needs more than one line on a phone|Short|${'x'.repeat(90)}"></lojal-survey></div>`,
        );
        const el = inner<LojalSurvey>(frame, 'lojal-survey');
        await until(() => find(el, '.root').dir === dir, 'its words have come');
        await choose(el, values(el).at(-1) ?? '');
        expect(frame.scrollWidth).to.be.at.most(320);
        const { left: start } = frame.getBoundingClientRect();
        const places = all(el, '[part~="option"]').map((one) => one.getBoundingClientRect());
        for (const [i, { top, left, right, width, height }] of places.entries()) {
          const before = places[i - 1];
          const after = dir === 'ltr' ? left >= (before?.right ?? 0) - 1 : right <= (before?.left ?? 0) + 1;
          expect(!before || top > before.top + 5 || after, `${i} stands after ${i - 1}`).to.equal(true);
          expect(left).to.be.at.least(start);
          expect(right).to.be.at.most(start + 320);
          expect(Math.min(width, height)).to.be.at.least(43.9);
        }
      });

  it('speaks Swedish once the words have come, without those of a review or of points', async () => {
    const el = await alone(html`<lojal-survey kind="csat" lang="sv"></lojal-survey>`);
    await until(() => question(el) === 'Hur nöjd är du med oss?');
    await choose(el, 1);
    await until(() => has(el, '[part~="comment"]'));
    expect(label(el, comment(el))).to.equal('Vad gick fel? Valfritt');
    expect(words(el)).to.contain('Mycket missnöjd').and.to.contain('Skicka');
    await axe(el);
  });
});
