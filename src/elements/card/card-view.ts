import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';

/** The content of a card. */
export interface CardContent {
  readonly locale: Locale;
  /** The question or its thanks; nothing when the question is closed. */
  readonly inner: TemplateResult | undefined;
  /** Whether the question was answered: then the button of the card closes it instead of minimising it. */
  readonly answered: boolean;
  /** The name of the shop. */
  readonly from: string;
  readonly test: boolean | undefined;
}

/** The content and the state of a card. */
interface Pane extends Omit<CardContent, 'answered'> {
  /** Whether the button minimises the card; else it closes it. */
  readonly minimises: boolean;
  readonly minimised: boolean;
  readonly closing: boolean;
  /** The direction of the page, which decides the corner. The content has the direction of its language. */
  readonly pageDirection: string;
  /** Minimises or closes the card. */
  readonly putAway: () => void;
}

/**
 * The card around a question. It is not modal, so its role is `region`: screen readers list regions as landmarks, and
 * expect the focus to be inside a `dialog`.
 */
export function cardView({
  locale,
  inner,
  from,
  test,
  minimises,
  minimised,
  closing,
  pageDirection,
  putAway,
}: Pane): TemplateResult {
  const dir = locale.t('dir');
  return html`<div
    class="card prompt pane ${closing ? 'leaving' : ''}"
    part="card"
    popover="manual"
    role="region"
    aria-labelledby="asked"
    tabindex="-1"
    dir=${pageDirection}
    ?hidden=${minimised && !closing}
    ?inert=${closing}
  >
    <div class="bar" dir=${dir}>
      ${from ? html`<p class="heading">${from}</p>` : nothing}
      ${test ? html`<p class="test">${locale.t('test')}</p>` : nothing}
      <button class="close" part="close" type="button" aria-label=${locale.t(minimises ? 'minimise' : 'close')} @click=${putAway}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${minimises ? 'M5 12h14' : 'M6 6l12 12M18 6L6 18'} /></svg>
      </button>
    </div>
    <div class="body" tabindex="-1" dir=${dir}>${inner}</div>
  </div>`;
}

/** The tab at the edge of the page that opens and minimises a card. */
export function tabView(locale: Locale, pageDirection: string, open: boolean, toggle: () => void): TemplateResult {
  return html`<button class="tab" part="tab" type="button" popover="manual" dir=${pageDirection} aria-expanded=${open} @click=${toggle}>
    <span>${locale.t('tab')}</span>
  </button>`;
}

/** Moves visible cards and tabs into the top layer, where there is one, and hidden ones out of it. */
export function enterTopLayer(root: ParentNode): void {
  // Without a top layer the attribute must go: the browser hides a popover that is not in the top layer.
  for (const node of root.querySelectorAll<HTMLElement>('[popover]'))
    if (!(node.togglePopover as unknown)) node.removeAttribute('popover');
    else if (node.isConnected) node.togglePopover(!node.hidden);
}
