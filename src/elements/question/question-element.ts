import { html, nothing } from 'lit';
import { ABOUT, SUPPLIED } from '../../config/answer-limits.ts';
import { next, own, question, type SettingReader, version } from '../../config/wording.ts';
import { report } from '../../diagnostics/report.ts';
import type { Files } from '../../locales/languages.ts';
import { questionFiles } from '../../locales/question-files.ts';
import type { Language } from '../../locales/words.ts';
import type { Answer } from '../shared/events.ts';
import { publicUrl } from '../shared/public-url.ts';
import { Prompt } from './prompt.ts';

/** Version of Lojal's own questions. Raise it when the meaning of a question changes in any language. */
const QUESTIONS_VERSION = 'lojal-2';

/** The text of a question, and the version of its wording. */
export interface Wording {
  readonly text: string;
  readonly version: string;
}

/** The time (RFC 3339), and the path of the page, without query and hash. */
const now = () => ({ at: new Date().toISOString(), page: location.pathname.slice(0, SUPPLIED.asked.page) });

/** A question in Lojal's or the shop's words. Each answer records the wording, and when and on which page it was shown. */
export abstract class QuestionElement extends Prompt {
  protected override readonly files: Files = questionFiles;

  protected abstract asked(): Wording;

  /** When the question was shown, and where. */
  #shown: ReturnType<typeof now> | undefined;

  /** Set while the focus waits for the form. */
  #focus: FocusOptions | undefined;

  protected override opened(): void {
    this.#shown = now();
    if (this.#focus) this.focus(this.#focus);
    this.#focus = undefined;
  }

  /** Focuses the first field, or waits until the question is shown. */
  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('form input, .thanks');
    if (first) first.focus(options);
    else this.#focus = options ?? {};
  }

  protected override answer(): Answer {
    const { data, ...answer } = super.answer();
    const { text, version } = this.asked();
    // A script may send a form that has not been rendered.
    this.#shown ??= now();
    return {
      ...answer,
      data: { ...data, asked: { text: text.slice(0, SUPPLIED.asked.text), version, ...this.#shown } },
    };
  }

  /** The name of a product in the answer. A script may have set a number. */
  protected about(product: unknown): string | undefined {
    return String(product ?? '').slice(0, ABOUT) || undefined;
  }

  /** The entry of the program's `ask` for this question. */
  protected get entry(): unknown {
    return own(this.consumer.host?.data?.program.ask, this.questionName);
  }

  /** Reads a value that the shop gave. Returns nothing for an invalid value; warns if all or part of it is ignored. */
  protected readSetting<T>(name: string, found: unknown, [read, accepted]: SettingReader<T>): T | undefined {
    if (found === undefined) return undefined;
    let value: T | undefined;
    try {
      value = read(found);
    } catch {
      // The shop's object has a getter that throws: the value counts as invalid.
    }
    if (value === undefined || (Array.isArray(value) && value.length < (found as unknown[]).length))
      report(this.localName, 'lojal/question-setting', name, this.getAttribute(name) ?? found, accepted);
    return value;
  }

  /** Reads a value from the program's `ask` entry for this question. */
  protected readRule<T>(key: string, reader: SettingReader<T>): T | undefined {
    return this.readSetting(`ask.${this.questionName}.${key}`, own(this.entry, key), reader);
  }

  /**
   * The question in the shop's words, else in Lojal's.
   *
   * @param keys of Lojal's texts; the first that exists is taken, one in the program's `strings` before all others
   * @param name for `{name}`; without it, the host name of the page, since only the shop's own text may still need one
   * @param given the question in an attribute, which overrides all others
   */
  protected wording(keys: readonly (keyof Language)[], name: string | undefined, given?: unknown): Wording {
    const { locale } = this;
    const filled = name || location.hostname;
    const custom = this.readSetting('question', given || undefined, question) ?? this.readRule('question', question);
    const key = (keys.find((one) => locale.own(one)) ?? keys.find((one) => locale.words[one])) as keyof Language;
    const ours = custom === undefined && !locale.own(key);
    return {
      text: custom ? locale.text(custom).replaceAll('{name}', () => filled) : locale.t(key, { name: filled }),
      version: ours ? QUESTIONS_VERSION : (this.readRule('version', version) ?? 'own'),
    };
  }

  /** The wording of a question that may be about a product, about the shop, or about a shop without a name. */
  protected topicWording(topic: 'nps' | 'csat' | 'ces' | 'choice', product?: string, given?: unknown): Wording {
    const { shopName } = this;
    const shopKey = `${topic}Question` as const;
    return this.wording(
      product ? [`${topic}Product`, shopKey] : [shopName ? shopKey : `${topic}Here`],
      product || shopName,
      given,
    );
  }

  protected override offer(): unknown {
    const found = this.readRule('next', next);
    if (!found) return nothing;
    const url = publicUrl(found.url);
    const text = this.locale.text(found.text);
    return html`<p class="next">${url ? html`<a href=${url}>${text}</a>` : text}</p>`;
  }
}
