import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { onPlatform, withInlineProgram, withServer } from '../snippet/platform-values.ts';
import { attributeOf, PLATFORMS, withAttribute } from '../snippet/shop-configuration.ts';
import { foreignOrigins, type SnippetPolicy, snippetPolicy } from '../snippet/snippet-policy.ts';
import { writeSnippet } from '../snippet/write-snippet.ts';
import { ConfiguratorElement, filled, textOfControl } from './configurator-element.ts';
import { copyBlock } from './copy-block.ts';
import { outputStyles } from './snippet-output.styles.ts';

/** Attributes of the script tag that most shops set, each with a field. */
const FIELDS = [
  'src',
  'data-program',
  'data-server',
  'data-endpoint',
  'data-customer',
  'data-lang',
  'data-panel',
] as const;

/** What a shop copies: the snippet, the program, the policy. */
export class SnippetOutput extends ConfiguratorElement<'output'> {
  static override properties: PropertyDeclarations = { policy: { state: true } };
  static override styles = [controlStyles, outputStyles];

  /** `failed` where the browser computes no hash: the page has no secure context. */
  declare protected policy: SnippetPolicy | 'failed' | undefined;

  constructor() {
    super('output');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('configuration')) return;
    const { configuration } = this;
    snippetPolicy(configuration, writeSnippet(configuration)).then(
      (policy) => {
        if (configuration === this.configuration) this.policy = policy;
      },
      () => {
        this.policy = 'failed';
      },
    );
  }

  protected override render(): TemplateResult {
    const { words, configuration } = this;
    const { platform, isInline, script } = configuration;
    const { head, body, json } = writeSnippet(configuration);
    const hasServer = attributeOf(script, 'data-server') !== undefined;
    return html`
      <div class="platforms" role="group" aria-label=${words.platform}>
        ${PLATFORMS.map(
          (one) =>
            html`<button type="button" aria-pressed=${one === platform} @click=${() => this.choose(onPlatform(configuration, one))}>${words.platforms[one]}</button>`,
        )}
      </div>
      <div class="fields">${FIELDS.filter((name) => !this.#isHidden(name)).map((name) => this.#field(name))}</div>
      <label class="choice"
        ><input type="checkbox" .checked=${isInline} @change=${() => this.choose(withInlineProgram(configuration, !isInline))} /> ${words.inline}</label
      >
      ${this.#foreign()}
      ${copyBlock(words, words.head[platform], head)} ${body ? copyBlock(words, words.body[platform], body) : nothing}
      ${isInline ? nothing : copyBlock(words, hasServer ? words.serverJson : words.json, json)} ${this.#policy()}
      ${hasServer ? html`<p class="muted small">${words.identity}</p>` : nothing}
      <p class="muted small">${words.next[platform]}</p>
    `;
  }

  #field(name: (typeof FIELDS)[number]): TemplateResult {
    const { script } = this.configuration;
    const set = (event: Event): void => {
      const value = textOfControl(event).trim() || undefined;
      if (name === 'data-server') this.choose(withServer(this.configuration, value));
      else this.choose({ script: withAttribute(script, name, value) });
    };
    return html`<label
      ><code class="label">${name}</code><input autocomplete="off" spellcheck="false" .value=${attributeOf(script, name) ?? ''} @change=${set} />
      <span class="muted small">${this.words.fields[name]}</span></label
    >`;
  }

  /** An import of npm has no script tag, and a page loads no file for a programme that it contains. */
  #isHidden(name: (typeof FIELDS)[number]): boolean {
    const { platform, isInline } = this.configuration;
    if (platform === 'npm' && (name === 'src' || name === 'data-panel')) return true;
    return isInline && name === 'data-program';
  }

  /** An address that somebody else made may name hosts of theirs. */
  #foreign(): TemplateResult | typeof nothing {
    const origins = foreignOrigins(this.configuration);
    if (origins.length === 0) return nothing;
    return html`<p class="notice">${filled(this.words.foreign, { hosts: origins.join(', ') })}</p>`;
  }

  #policy(): TemplateResult | typeof nothing {
    const { words, policy } = this;
    if (this.configuration.platform === 'shopify') return html`<p class="muted small">${words.shopifyPolicy}</p>`;
    if (policy === undefined) return nothing;
    if (policy === 'failed') return html`<p class="notice">${words.noHash}</p>`;
    const lines = `${policy.directives.join(';\n')};\n`;
    return html`${copyBlock(words, words.policy, lines)}
      <p class="muted small">${filled(words.trusted, { line: policy.trustedTypes })}</p>`;
  }
}
