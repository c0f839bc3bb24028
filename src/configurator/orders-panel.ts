import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { ConfiguratorElement, filled, textOfControl } from './configurator-element.ts';
import { costTable, formatted } from './cost-table.ts';
import type { OrdersCount } from './count-orders-file.ts';
import type { CountMessage, CountRequest } from './orders.worker.ts';
import { ordersStyles } from './orders-panel.styles.ts';

/** The columns that a shop may name itself. */
const FIELDS = ['id', 'customer', 'at', 'currency', 'total', 'status'] as const;

type State =
  | { readonly kind: 'none' | 'unreadable' | 'failed' }
  | { readonly kind: 'counting'; readonly orders: number; readonly customers: number }
  | { readonly kind: 'done'; readonly count: OrdersCount; readonly seconds: number };

/** What the programme would have cost with the orders of a file, which never leaves the browser. */
export class OrdersPanel extends ConfiguratorElement<'orders'> {
  static override properties: PropertyDeclarations = { state: { state: true } };
  static override styles = [controlStyles, ordersStyles];

  declare protected state: State;
  #file: File | undefined;
  #worker: Worker | undefined;
  #mapping: Readonly<Record<string, string>> = {};

  constructor() {
    super('orders');
    this.state = { kind: 'none' };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#worker?.terminate();
  }

  /** Other rules have another price: the file is counted again. */
  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const before = changed.get('configuration') as typeof this.configuration | undefined;
    if (before && before.program !== this.configuration.program && this.#file) this.#count();
  }

  #count(): void {
    this.#worker?.terminate();
    const file = this.#file;
    if (!file) return;
    const began = performance.now();
    this.state = { kind: 'counting', orders: 0, customers: 0 };
    const worker = new Worker(new URL('./orders.worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<CountMessage>) => {
      if (data.kind === 'progress') this.state = { kind: 'counting', orders: data.orders, customers: data.customers };
      else if (data.kind === 'unreadable') this.state = { kind: 'unreadable' };
      else this.state = { kind: 'done', count: data.count, seconds: (performance.now() - began) / 1000 };
      if (data.kind !== 'progress') worker.terminate();
    });
    worker.addEventListener('error', () => {
      this.state = { kind: 'failed' };
    });
    const request: CountRequest = { file, program: this.configuration.program, mapping: this.#mapping };
    worker.postMessage(request);
  }

  #chosen = (event: Event): void => {
    this.#file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (this.#file) this.#count();
  };

  /** A file that was corrected is chosen again by the same name, which is no change of the control. */
  #forget = (event: Event): void => {
    (event.currentTarget as HTMLInputElement).value = '';
  };

  #map(field: string, header: string): void {
    const { [field]: _, ...others } = this.#mapping;
    this.#mapping = header.trim() === '' ? others : { ...others, [field]: header.trim() };
    this.#count();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`
      <p>${words.hint}</p>
      <p class="muted small">${words.columns}</p>
      <label
        ><span class="label">${words.file}</span><input type="file" accept=".csv,.tsv,.txt,text/csv" @click=${this.#forget} @change=${this.#chosen}
      /></label>
      <details>
        <summary>${words.mapping}</summary>
        <div class="fields">
          ${FIELDS.map((field) => html`<label><code class="label">${field}</code><input autocomplete="off" @change=${(event: Event) => this.#map(field, textOfControl(event))} /></label>`)}
        </div>
      </details>
      <div role="status">${this.#progress()}</div>
      ${this.state.kind === 'done' ? this.#result(this.state.count) : nothing}
    `;
  }

  #progress(): TemplateResult | typeof nothing {
    const { state, words } = this;
    if (state.kind === 'counting')
      return html`<p>${filled(words.counting, { orders: formatted(state.orders), customers: formatted(state.customers) })}</p>
        <progress aria-label=${words.busy}></progress>`;
    if (state.kind === 'unreadable' || state.kind === 'failed')
      return html`<p class="notice error">${words[state.kind]}</p>`;
    if (state.kind === 'done' && state.count.report)
      return html`<p>${filled(words.counted, { orders: formatted(state.count.report.orders), seconds: state.seconds.toFixed(1) })}</p>`;
    return nothing;
  }

  #result({ report, guests, faulty, faults }: OrdersCount): TemplateResult {
    const { words } = this;
    return html`
      ${report ? costTable(words, report) : html`<p class="notice error">${words.nothing}</p>`}
      ${guests > 0 ? html`<p class="muted small">${filled(words.guests, { n: formatted(guests) })}</p>` : nothing}
      ${
        faulty > 0
          ? html`<details ?open=${!report}>
              <summary>${filled(words.faulty, { n: formatted(faulty) })}</summary>
              <ul class="small faults">${faults.map(({ line, message }) => html`<li>${filled(words.line, { line })} ${message}</li>`)}</ul>
            </details>`
          : nothing
      }
    `;
  }
}
