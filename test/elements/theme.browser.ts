/** Setters that take text, what is sent on leaving, quiet text, and settings that do not fit. */
import { expect, fixture, html } from '@open-wc/testing';
import type { LojalPoints } from '../../src/elements/points/points.ts';
import type { LojalSurvey } from '../../src/elements/survey/survey.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { find, has, inner, part, RULES, text, until, warnings, watch } from './page.ts';

describe('properties take text, as React 19 sets them', () => {
  watch();

  it('points="1280" is the number', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en"></lojal-points>`);
    Object.assign(el, { points: '1280', pending: '40' });
    await el.updateComplete;
    expect(el.points).to.equal(1280);
    expect(text(part(el, 'balance'))).to.contain('1,280');
    expect(warnings).to.deep.equal([]);
  });

  it('totals of the program, stars of a review, options of a survey, and a boolean', async () => {
    const program = await fixture<LojalProgram>(html`<lojal-program storage="none" lang="en" .rules=${RULES}>
      <lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-review></lojal-review><lojal-survey></lojal-survey><lojal-nps></lojal-nps>
    </lojal-program>`);
    Object.assign(program, { points: '7', spend: '250.50', test: '' });
    Object.assign(inner(program, 'lojal-review'), { rating: '4' });
    Object.assign(inner(program, 'lojal-survey'), { kind: 'choice', options: 'Price|Range' });
    Object.assign(inner(program, 'lojal-nps'), { testimonial: '' });
    const points = inner(program, 'lojal-points');
    await until(() => has(points, '[part~="balance"]') && text(part(points, 'balance')).startsWith('7'));
    expect(program.spend).to.equal(250.5);
    expect(program.test).to.equal(true);
    expect(inner<LojalSurvey>(program, 'lojal-survey').options).to.deep.equal(['Price', 'Range']);
    expect((inner(program, 'lojal-nps') as unknown as { testimonial: boolean }).testimonial).to.equal(true);
    await until(() => has(inner(program, 'lojal-review'), 'input[value="4"]:checked'));
  });

  it('a text that is no number is refused', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en">None</lojal-points>`);
    Object.assign(el, { points: '1,5' });
    await el.updateComplete;
    await until(() => warnings.length === 1);
  });
});

describe('what is sent when the customer leaves', () => {
  watch();

  for (const [autosave, data, note] of [
    [undefined, { score: 3 }, 'Your words are sent only when you press “Send”.'],
    ['score', { score: 3 }, 'Your words are sent only when you press “Send”.'],
    ['all', { score: 3, comment: 'Too slow', contact: false }, 'Your choice and your words are sent'],
    ['none', undefined, ''],
  ] as const)
    it(`autosave ${autosave ?? 'by default'}: ${data ? Object.keys(data).join() : 'nothing'}, and the page says so`, async () => {
      const rules = { ...RULES, ...(autosave && { autosave }) };
      const program = await fixture<LojalProgram>(
        html`<lojal-program storage="none" lang="en" .rules=${rules}><lojal-nps></lojal-nps></lojal-program>`,
      );
      const nps = inner(program, 'lojal-nps');
      await until(() => has(nps, 'input[value="3"]'));
      const answers: Record<string, unknown>[] = [];
      program.addEventListener('lojal-answer', ({ answer }) => answers.push(answer.data));
      find<HTMLInputElement>(nps, 'input[value="3"]').click();
      await until(() => has(nps, 'textarea'));
      const area = find<HTMLTextAreaElement>(nps, 'textarea');
      area.value = 'Too slow';
      area.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      expect(text(find(nps, '.more'))).to.contain(note);
      if (!data) expect(text(find(nps, '.more'))).not.to.contain('leave');
      window.dispatchEvent(new Event('pagehide'));
      const sent = answers.map(({ score, comment, contact }) => JSON.stringify({ score, comment, contact }));
      expect(sent).to.deep.equal(data ? [JSON.stringify(data)] : []);
    });
});

describe('muted text and lines of a pale text colour', () => {
  watch();

  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = (/srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(colour) ?? [])
      .slice(1)
      .map(Number)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  for (const [scheme, surface, colour] of [
    ['light', '#fff', '#555'],
    ['light', '#fff', '#7a6a5a'],
    ['light', '#f3eada', '#4b5563'],
    ['light', '#d9d9d9', '#333'],
    ['dark', '#111', '#aaa'],
    ['dark', '#1d2a3a', '#c8d0d8'],
    ['dark', '#2b1055', '#cbb8ff'],
    // The page says nothing of its colour scheme.
    ['light', '#111', '#eee'],
    ['dark', '#fff', '#222'],
  ])
    it(`${colour} on ${surface}: muted text has 4.5:1, lines have 3:1`, async () => {
      const box = await fixture<HTMLElement>(
        html`<div style="color-scheme: ${scheme}; --lojal-surface: ${surface}; --lojal-text: ${colour}"><lojal-points points="5" lang="en"></lojal-points></div>`,
      );
      const root = find<HTMLElement>(inner(box, 'lojal-points'), '.root');
      const read = (value: string): number => {
        root.style.color = `rgb(from ${value} r g b / 1)`;
        return luminance(getComputedStyle(root).color) + 0.05;
      };
      const ratio = (value: string): number => {
        const [a, b] = [read(value), read('var(--surface)')];
        return Math.max(a, b) / Math.min(a, b);
      };
      expect(ratio('var(--muted)')).to.be.at.least(4.5);
      expect(ratio('var(--line)')).to.be.at.least(3);
    });
});

describe('settings that do not fit each other', () => {
  watch();

  const lines = async (count: number): Promise<string> => {
    await until(() => warnings.length >= count);
    return warnings.join('\n');
  };

  it('orders in amounts of money, an account without the total, options with commas or JSON', async () => {
    const tiers = { metric: 'orders', levels: [{ id: 'silver', name: 'Silver', from: 600 }] };
    await fixture(html`<lojal-program storage="none" lang="en" .rules=${{ ...RULES, tiers }} .account=${{ id: 'c', points: 5 }}>
      <lojal-tier></lojal-tier>
      <lojal-survey kind="choice" options="Price, Quality"></lojal-survey>
      <lojal-survey kind="choice" options='["Price","Quality"]'></lojal-survey>
      <lojal-survey kind="choice" options="Price, or value|Quality"></lojal-survey>
    </lojal-program>`);
    const all = await lines(4);
    expect(all).to.contain('tiers count orders, and the level "silver" begins at 600 orders');
    expect(all).to.contain('tiers count orders, and the account has no orders');
    expect(all.match(/Write options="Price\|Quality"/g)).to.have.length(2);
    expect(warnings).to.have.length(4);
  });
});
