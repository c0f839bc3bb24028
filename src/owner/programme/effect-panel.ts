import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { effectSentences } from './effect-sentences.ts';
import { programTableStyles } from './program-table.styles.ts';
import type { EffectData } from './program-types.ts';

/** The effect of the program in the form, as far as it is known. */
export type EffectState =
  | { readonly status: 'none' | 'busy' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'known'; readonly effect: EffectData; readonly before: unknown; readonly after: unknown };

/** What a changed program does to the customers, in sentences and as a table. Asks for it with `effect-wanted`. */
export class EffectPanel extends OwnerElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    program: { attribute: false },
    isOff: { attribute: false },
  };
  static override styles = [controlStyles, programTableStyles];

  declare state: EffectState;
  /** The program in the form. */
  declare program: unknown;
  /** Whether there is nothing to compare, e.g. before the first program. */
  declare isOff: boolean;

  protected override render(): TemplateResult {
    const { state } = this;
    const isBusy = state.status === 'busy';
    const ask = (): void => {
      if (!isBusy) this.dispatchEvent(new Event('effect-wanted'));
    };
    return html`<section class="card padded" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${this.t('programme.effect')}</h2>
      <p class="muted small">${this.t('programme.effectHint')}</p>
      ${
        this.isOff
          ? nothing
          : html`<p><button aria-disabled=${isBusy} @click=${ask}>${this.t(isBusy ? 'programme.effectBusy' : 'programme.effectAsk')}</button></p>`
      }
      <div role="status">${this.#result()}</div>
    </section>`;
  }

  #result(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state.status === 'failed') return html`<p class="bad">${this.sentence(state.error)}</p>`;
    if (state.status !== 'known') return nothing;
    const { effect, before, after } = state;
    return html`
      ${after === this.program ? nothing : html`<p class="notice">${this.t('programme.effectOld')}</p>`}
      <ul class="sentences">
        ${effectSentences(this.owner.words, effect, before, after).map(
          ({ text, isBad }) => html`<li class=${isBad ? 'bad' : ''}>${text}</li>`,
        )}
      </ul>
      ${this.#table(effect)}
    `;
  }

  #table({ currency, tiers, points, liability, debtors }: EffectData): TemplateResult {
    const { words } = this.owner;
    const money = (minor: number | undefined) => (minor === undefined ? '–' : words.money(minor, currency));
    const rows: readonly (readonly [string, string, string])[] = [
      [words.t('programme.pointsAll'), words.number(points.before), words.number(points.after)],
      [words.t('programme.liability'), money(liability.before), money(liability.after)],
      [words.t('programme.debtorsAll'), words.number(debtors.before), words.number(debtors.after)],
      [words.t('programme.tiersUp'), '', words.number(tiers.up)],
      [words.t('programme.tiersDown'), '', words.number(tiers.down)],
    ];
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="title">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.t('programme.measure')}</th>
            <th scope="col">${words.t('programme.now')}</th>
            <th scope="col">${words.t('programme.afterwards')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(([name, old, now]) => html`<tr><th scope="row">${name}</th><td>${old}</td><td>${now}</td></tr>`)}
        </tbody>
      </table>
    </div>`;
  }
}
