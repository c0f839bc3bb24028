import { html, nothing, type TemplateResult } from 'lit';
import { WRITTEN } from '../../config/answer-limits.ts';
import { type ChoiceOption, choiceOptions, OTHER } from '../../config/choice-options.ts';
import { flag, own } from '../../config/wording.ts';
import { report } from '../../diagnostics/report.ts';
import { prompt as shared } from '../../locales/en.prompt.ts';
import { survey } from '../../locales/en.survey.ts';
import type { Fields } from '../question/answer-form.ts';
import { AutosaveController } from '../question/autosave-controller.ts';
import { choiceStyles } from '../question/choice.styles.ts';
import { textArea, textField } from '../question/fields.ts';
import { promptStyles } from '../question/prompt.styles.ts';
import { QuestionElement, type Wording } from '../question/question-element.ts';
import { scaleStyles } from '../question/scale.styles.ts';
import { scale } from '../question/scale.ts';
import { listAttribute } from '../shared/list-attribute.ts';
import { choiceField } from './choice-field.ts';
import { type FollowUp, followUpOf, isKind, SCALES, type SurveyKind } from './scales.ts';
import { styles } from './survey.styles.ts';
import { readSurveyFields } from './survey-fields.ts';
import { listOptions } from './survey-options.ts';

const { comment: COMMENT, other: OTHER_TEXT } = WRITTEN;

/**
 * One short question: how satisfied (`csat`), how easy (`ces`), which answer (`choice`), or why the customer leaves (`exit`).
 *
 * @tag lojal-survey
 * @slot - Fallback: shown before scripts run, and when there is nothing to ask.
 * @fires lojal-answer - The customer answered; `preventDefault()` stops the answer from being sent.
 * @fires lojal-dismiss - The customer closed the question without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card was closed.
 * @fires lojal-sent - The server accepted the answer.
 * @fires lojal-queued - The answer is saved in the browser and will be sent later.
 * @fires lojal-failed - The answer could not be sent or saved, or the server refused it.
 * @csspart card - The card around the content.
 * @csspart question - The question.
 * @csspart option - One number or answer.
 * @csspart comment - The text field of the follow-up question.
 * @csspart submit - The button that sends the answer.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - The thanks after the answer.
 * @csspart note - The status of the answer: sending, sent, saved or failed.
 * @cssproperty --lojal-accent - What is chosen, the button, the focus; default: the colour of the page's buttons, else of the text.
 * @cssproperty --lojal-on-accent - Text on the accent; default: white or black.
 * @cssproperty --lojal-surface - Background of the card; default: the colour behind the element.
 * @cssproperty --lojal-text - Text; default: the text colour of the page where it has a contrast of 4.5:1.
 * @cssproperty --lojal-muted - Secondary text; default: a grey with a contrast of at least 5:1 on the surface, mixed with the text colour.
 * @cssproperty --lojal-border - Border lines; default: 14 % of the text colour on the surface.
 * @cssproperty --lojal-radius - Corners; default: the corners of the page's buttons, at most 16px, else 8px.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty --lojal-weight - Font weight of emphasised text, a number as for `font-weight`; default: that of the page's buttons, else 600.
 * @cssproperty [--lojal-width=40em] - Greatest width of the element.
 * @cssproperty --lojal-reserve - Height that is kept while the data loads.
 * @cssproperty [--lojal-space=1.2em] - Padding of the card, and space between the fields.
 * @cssproperty [--lojal-z=2147483000] - `z-index` of a card and its tab in browsers without a top layer.
 */
export class LojalSurvey extends QuestionElement {
  static override styles = [QuestionElement.styles, promptStyles, choiceStyles, scaleStyles, styles];

  static override properties = {
    kind: {},
    question: {},
    options: { converter: listAttribute },
    several: { type: Boolean },
    other: { type: Boolean },
    productName: { attribute: 'product-name' },
    score: { state: true },
    chosen: { state: true },
    otherText: { state: true },
    comment: { state: true },
    showErrors: { state: true },
  };

  protected readonly english = { ...shared, ...survey };

  /** `csat` (1–5), `ces` (1–7), `choice` or `exit`; default: the kind in the program's `ask`, or the question's name. */
  declare kind: SurveyKind;
  /** The shop's own question; `{name}` is replaced by the name of the product or the shop. */
  declare question?: string;
  /** At most 20 answers, each a text or `{ id, text }`; in the attribute, texts with `|` between them. */
  declare options?: readonly (ChoiceOption | string)[];
  /** Whether the customer may choose more than one answer. */
  declare several: boolean;
  /** Whether the list ends with "Something else" and a text field for it. */
  declare other: boolean;
  /** Name of the product that is asked about; without it, the shop is asked about. */
  declare productName?: string;

  declare private score: number | undefined;
  declare private chosen: readonly string[];
  declare private otherText: string;
  declare private comment: string;
  /** Set by the first attempt to send: error messages are shown from then on. */
  declare private showErrors: boolean;

  constructor() {
    super();
    this.several = this.other = false;
    this.reset();
  }

  readonly #autosave = new AutosaveController(
    this,
    this.consumer,
    this.draft,
    () => (this.phase === 'open' && this.#answered ? this.answer() : undefined),
    () => this.drop(),
  );
  /** The random sort key of each answer, constant while the question is shown. */
  readonly #sortKeys = new Map<string, number>();

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { host } = this.consumer;
    const known = !host?.waiting || host.data;
    if (changed.get('kind')) this.reset();
    if (!isKind(this.kind)) {
      const kind = own(this.entry, 'kind') ?? this.name;
      if (isKind(kind)) this.kind = kind;
      else if (known && this.isConnected) this.reject('kind', this.kind, Object.keys(SCALES));
    }
    super.willUpdate(changed);
    // A removed element has no program, so its options are unknown.
    if (!this.isConnected || (isKind(this.kind) && (this.#most || this.#list.length))) return;
    // Without anything to ask, the fallback content stays.
    this.phase = undefined;
    if (known && isKind(this.kind) && !this.options && own(this.entry, 'options') === undefined)
      report(this.localName, 'lojal/options-missing', choiceOptions[1]);
  }

  get #most(): number {
    return SCALES[this.kind];
  }

  /** Whether a reason was chosen, which has a follow-up; "Another reason" has its own text field. */
  get #hasReason(): boolean {
    return this.kind === 'exit' && this.chosen.some((id) => id !== OTHER);
  }

  /** Options that the page has taken away do not count. */
  get #answered(): boolean {
    return this.score !== undefined || (this.chosen.length > 0 && this.#list.some(([id]) => this.chosen.includes(id)));
  }

  /** `[id, text]` of the answers, in the order shown. */
  get #list(): readonly (readonly [string, string])[] {
    const given = this.readSetting('options', this.options, choiceOptions) ?? this.readRule('options', choiceOptions);
    const [other, shuffle] = [this.other || this.readRule('other', flag), this.readRule('shuffle', flag)];
    return listOptions(this.locale, { exit: this.kind === 'exit', given, other, shuffle }, this.#sortKeys);
  }

  protected readonly subject = () => [this.productName, this.question];

  protected fields(): Fields | undefined {
    const { score, chosen, otherText, comment } = this;
    return this.#answered ? { score, chosen, otherText, comment } : undefined;
  }

  protected restore(fields: Fields): void {
    Object.assign(this, readSurveyFields(fields, this.#most));
    if (this.#answered) this.#autosave.restored();
  }

  protected data(): Record<string, unknown> {
    const chosen = this.#list.filter(([id]) => this.chosen.includes(id));
    return {
      ...(this.#most
        ? { score: this.score }
        : {
            choices: chosen.map(([id]) => id),
            texts: chosen.map(([, text]) => text),
            other: (this.chosen.includes(OTHER) && this.otherText.trim()) || undefined,
          }),
      comment: ((this.score || this.#hasReason) && this.comment.trim()) || undefined,
      product: this.about(this.productName),
      lang: this.locale.tag,
    };
  }

  protected missing(): string | false {
    this.#autosave.cancel();
    this.showErrors = true;
    return !this.#answered && 'input';
  }

  protected reset(): void {
    Object.assign(this, { score: undefined, chosen: [], otherText: '', comment: '', showErrors: false });
    this.#sortKeys.clear();
    this.#autosave.reset();
  }

  protected next(): string {
    return this.locale.t(this.kind === 'exit' ? 'exitNext' : 'next');
  }

  protected asked(): Wording {
    const { kind, productName, question } = this;
    return kind === 'exit'
      ? this.wording(['exitQuestion'], productName || this.shopName, question)
      : this.topicWording(kind, productName, question);
  }

  protected form(): TemplateResult {
    const missing = this.showErrors && !this.#answered ? this.locale.t('answerMissing') : undefined;
    return this.kind === 'csat' || this.kind === 'ces' ? this.#scale(this.kind, missing) : this.#answers(missing);
  }

  #scale(kind: 'csat' | 'ces', missing: string | undefined): TemplateResult {
    const { locale, score } = this;
    const texts = { question: this.asked().text, low: locale.t(`${kind}Low`), high: locale.t(`${kind}High`) };
    return html`${scale(locale, { ...texts, from: 1, to: SCALES[kind], chosen: score, missing }, (score) => {
      this.score = score;
      this.#autosave.chosen();
    })}
    ${score ? this.#followUp(followUpOf(kind, score)) : nothing}`;
  }

  #answers(missing: string | undefined): TemplateResult {
    const { locale, chosen } = this;
    const several = this.several || this.readRule('several', flag) ? locale.t('several') : undefined;
    return html`${choiceField(
      { question: this.asked().text, options: this.#list, chosen, several, missing },
      (chosen) => {
        this.chosen = chosen;
        this.#autosave.chosen();
      },
    )}
    ${
      chosen.includes(OTHER)
        ? textField({ id: OTHER, label: locale.t('otherWords'), value: this.otherText, most: OTHER_TEXT }, (text) => {
            this.otherText = text;
            this.#autosave.typed();
          })
        : nothing
    }
    ${this.#hasReason ? this.#followUp('more') : nothing}`;
  }

  #followUp(label: FollowUp): TemplateResult | typeof nothing {
    if (!this.#autosave.followUp) return nothing;
    const { locale, comment: value } = this;
    return html`<div class="more" @change=${this.#autosave.save}>
      ${textArea(locale, { id: 'comment', label: locale.t(label), value, most: COMMENT, optional: true }, (text) => {
        this.comment = text;
        this.#autosave.typed();
      })} ${this.#autosave.note(locale)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-survey': LojalSurvey;
  }
}
