import { html, nothing, type TemplateResult } from 'lit';
import { arrange, type Option, OTHER, options } from '../core/options.ts';
import { flag, own } from '../core/wording.ts';
import { prompt as shared } from '../i18n/en.prompt.ts';
import { survey } from '../i18n/en.survey.ts';
import { answers } from './answers.ts';
import { Leaving } from './leaving.ts';
import { listed } from './listed.ts';
import { prompt } from './prompt.styles.ts';
import { question } from './question.styles.ts';
import { line, words } from './question.ts';
import { scale as look } from './scale.styles.ts';
import { scale } from './scale.ts';
import { styles } from './survey.styles.ts';
import { type Asked, Worded } from './worded.ts';

/** Scales from 1 to this; a list of answers has none. */
const KINDS = { csat: 5, ces: 7, choice: 0, exit: 0 } as const;
/** Why people leave, where the shop names no reasons. */
const REASONS = ['price', 'unused', 'better', 'service'] as const;
const [COMMENT, INSTEAD] = [2000, 500];

/**
 * One small question: how satisfied, how easy, which of these, why leaving.
 *
 * @tag lojal-survey
 * @slot - Fallback: shown before scripts run, and when there is nothing to ask.
 * @fires lojal-answer - A person answered; `preventDefault()` keeps it from the endpoint.
 * @fires lojal-dismiss - Closed without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card has gone from view.
 * @fires lojal-sent - The endpoint has it.
 * @fires lojal-queued - Saved in the browser; it will be sent.
 * @fires lojal-failed - Neither sent nor saved, or refused by the endpoint.
 * @csspart card - The frame around everything.
 * @csspart question - The question.
 * @csspart option - One number or answer.
 * @csspart comment - The follow-up's text field.
 * @csspart submit - The button.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - What is said after the answer.
 * @csspart note - What is happening to the answer.
 * @cssproperty [--lojal-accent=light-dark(#4a3fc4, #b3abff)] - What is chosen, the button, the focus.
 * @cssproperty --lojal-on-accent - Text on the accent; without it white or black.
 * @cssproperty [--lojal-surface=light-dark(#fff, #1d1c24)] - Background of the card.
 * @cssproperty [--lojal-text=light-dark(#1d1b26, #f4f2fa)] - Text.
 * @cssproperty --lojal-muted - Quieter text; without it 72 % of the text on the surface.
 * @cssproperty --lojal-border - Quiet lines; without it 14 % of the text on the surface.
 * @cssproperty [--lojal-radius=14px] - Corners.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-weight=650] - Weight of what is strong: a number as for `font-weight`.
 * @cssproperty [--lojal-space=1.2em] - Between the card and what it holds, and between the fields.
 * @cssproperty [--lojal-z=2147483000] - Layer of a card and its tab, where the browser has no top layer.
 */
export class LojalSurvey extends Worded {
  static override styles = [Worded.styles, prompt, question, look, styles];

  static override properties = {
    kind: {},
    question: {},
    options: { converter: listed },
    several: { type: Boolean },
    other: { type: Boolean },
    productName: { attribute: 'product-name' },
    score: { state: true },
    chosen: { state: true },
    instead: { state: true },
    comment: { state: true },
    tried: { state: true },
  };

  protected readonly english = { ...shared, ...survey };

  /** `csat` (1–5), `ces` (1–7), `choice` or `exit`; without it what `ask` says of this question, or its name. */
  declare kind: keyof typeof KINDS;
  /** In place of ours; `{name}` stands for who or what is asked about. */
  declare question?: string;
  /** Answers, at most 20: `{ id, text }` each, or texts; in the attribute texts with `|` between them. */
  declare options?: readonly (Option | string)[];
  /** Whether more than one answer may be chosen. */
  declare several: boolean;
  /** Whether "something else" is among the answers, with a field for it. */
  declare other: boolean;
  /** Who or what is asked about: the shop's or a product's name. */
  declare productName?: string;

  declare private score: number | undefined;
  /** Ids of the answers. */
  declare private chosen: readonly string[];
  /** The words of something else. */
  declare private instead: string;
  declare private comment: string;
  /** Set once the person has tried to send: only then is a choice said to be missing. */
  declare private tried: boolean;

  constructor() {
    super();
    this.several = this.other = this.tried = false;
    this.chosen = [];
    this.instead = this.comment = '';
  }

  readonly #leaving = new Leaving(
    this,
    this.link,
    () => (this.phase === 'open' && this.#answered ? this.answer() : undefined),
    () => this.drop(),
  );
  /** Where each answer stands, by chance, but the same as long as the question is shown. */
  readonly #places = new Map<string, number>();

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { host } = this.link;
    const known = !host?.waiting || host.data;
    if (changed.get('kind')) this.reset();
    if (!isKind(this.kind)) {
      const kind = own(this.entry, 'kind') ?? this.name;
      if (isKind(kind)) this.kind = kind;
      else if (known && this.isConnected) this.warn('kind', this.kind, Object.keys(KINDS).join(', '));
    }
    super.willUpdate(changed);
    // Once taken off the page it has no program to say more, and nobody sees it.
    if (!this.isConnected || (isKind(this.kind) && (this.#most || this.#list.length))) return;
    // Nothing to ask: the fallback stays.
    this.phase = undefined;
    if (known && isKind(this.kind) && !this.options && own(this.entry, 'options') === undefined)
      this.warn('options', this.options, options[1]);
  }

  get #most(): number {
    return KINDS[this.kind];
  }

  /** A reason is followed up; "something else" has words of its own. */
  get #wordy(): boolean {
    return this.kind === 'exit' && this.chosen.some((id) => id !== OTHER);
  }

  get #answered(): boolean {
    return this.score !== undefined || this.chosen.length > 0;
  }

  /** `[id, words]` of the answers, in the order in which they stand. */
  get #list(): readonly (readonly [string, string])[] {
    const { kind, locale } = this;
    const given = this.read('options', this.options, options) ?? this.told('options', options);
    const list = given ?? (kind === 'exit' ? REASONS.map((id) => ({ id, text: locale.t(id) })) : []);
    if (!list.length) return [];
    const other = this.other || (this.told('other', flag) ?? (kind === 'exit' && !given));
    const shuffle = this.told('shuffle', flag) ?? true;
    const shown = arrange(list, other ? { id: OTHER, text: locale.t(OTHER) } : undefined, (id) => {
      if (!this.#places.has(id)) this.#places.set(id, Math.random());
      return (shuffle && this.#places.get(id)) || 0;
    });
    return shown.map(({ id, text }) => [id, locale.text(text)]);
  }

  protected data(): Record<string, unknown> {
    const chosen = this.#list.filter(([id]) => this.chosen.includes(id));
    return {
      ...(this.#most
        ? { score: this.score }
        : {
            choices: chosen.map(([id]) => id),
            texts: chosen.map(([, text]) => text),
            other: (this.chosen.includes(OTHER) && this.instead.trim()) || undefined,
          }),
      comment: ((this.score || this.#wordy) && this.comment.trim()) || undefined,
      product: this.productName?.slice(0, 200) || undefined,
      lang: this.locale.tag,
    };
  }

  protected missing(): string | false {
    this.#leaving.rest();
    this.tried = true;
    return !this.#answered && 'input';
  }

  protected reset(): void {
    this.score = undefined;
    this.chosen = [];
    this.instead = this.comment = '';
    this.tried = false;
    this.#places.clear();
    this.#leaving.reset();
  }

  protected next(): string {
    return this.locale.t(this.kind === 'exit' ? 'exitNext' : 'next');
  }

  protected asked(): Asked {
    const { kind, locale } = this;
    const name = this.about(this.productName);
    const key = kind === 'ces' && !name ? 'cesHere' : (`${kind}Question` as const);
    return this.wording(key, name || locale.t('us'), this.question);
  }

  protected form(): TemplateResult {
    const missing = this.tried && !this.#answered ? this.locale.t('answerMissing') : undefined;
    return this.#most ? this.#scale(missing) : this.#answers(missing);
  }

  #scale(missing: string | undefined): TemplateResult {
    const { locale, score } = this;
    const to = this.#most;
    const [low, high] = to === 5 ? (['csatLow', 'csatHigh'] as const) : (['cesLow', 'cesHigh'] as const);
    const middle = (to + 1) / 2;
    const said = { question: this.asked().text, low: locale.t(low), high: locale.t(high) };
    return html`${scale(locale, { ...said, from: 1, to, chosen: score, missing }, (score) => {
      this.score = score;
      this.#leaving.chosen();
    })}
    ${score ? this.#more(score < middle ? 'low' : score > middle ? 'high' : 'middle') : nothing}`;
  }

  #answers(missing: string | undefined): TemplateResult {
    const { locale, chosen } = this;
    const several = this.several || this.told('several', flag) ? locale.t('several') : undefined;
    return html`${answers({ question: this.asked().text, options: this.#list, chosen, several, missing }, (chosen) => {
      this.chosen = chosen;
      this.#leaving.chosen();
    })}
    ${
      chosen.includes(OTHER)
        ? line({ id: OTHER, label: locale.t('otherWords'), value: this.instead, most: INSTEAD }, (text) => {
            this.instead = text;
            this.#leaving.typed();
          })
        : nothing
    }
    ${this.#wordy ? this.#more('more') : nothing}`;
  }

  #more(label: 'low' | 'middle' | 'high' | 'more'): TemplateResult | typeof nothing {
    if (!this.#leaving.followUp) return nothing;
    const { locale, comment: value } = this;
    return html`<div @change=${this.#leaving.keep}>
      ${words(locale, { id: 'comment', label: locale.t(label), value, most: COMMENT, optional: true }, (text) => {
        this.comment = text;
        this.#leaving.typed();
      })}
    </div>`;
  }
}

const isKind = (kind: unknown): kind is keyof typeof KINDS => typeof kind === 'string' && Object.hasOwn(KINDS, kind);

declare global {
  interface HTMLElementTagNameMap {
    'lojal-survey': LojalSurvey;
  }
}
