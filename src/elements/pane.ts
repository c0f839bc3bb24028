import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';

/** What a question gives to its card. */
export interface View {
  readonly locale: Locale;
  /** The question or its thanks; nothing once it is closed. */
  readonly inner: TemplateResult | undefined;
  /** Whether it was answered: then there is nothing to come back to, and a tab's card is closed for good. */
  readonly over: boolean;
  /** Who asks. */
  readonly from: string;
  readonly test: boolean | undefined;
}

/** The same for a card that is there, and how it stands. */
interface Pane extends Omit<View, 'over'> {
  /** Whether its button minimises it, else it closes it. */
  readonly returns: boolean;
  readonly minimised: boolean;
  readonly leaving: boolean;
  /** The direction of the page, which says in which corner it lies; inside it that of the words holds. */
  readonly page: string;
  /** Minimises or closes it. */
  readonly away: () => void;
}

/**
 * The frame of a card. It is not modal, hence a `region` and not a `dialog`: a screen reader expects the focus to be
 * inside of a dialog, and lists a region among the places to go to.
 */
export function pane({ locale, inner, from, test, returns, minimised, leaving, page, away }: Pane): TemplateResult {
  const dir = locale.t('dir');
  return html`<div
    class="card prompt pane ${leaving ? 'leaving' : ''}"
    part="card"
    popover="manual"
    role="region"
    aria-labelledby="asked"
    tabindex="-1"
    dir=${page}
    ?hidden=${minimised && !leaving}
    ?inert=${leaving}
  >
    <div class="bar" dir=${dir}>
      ${from ? html`<p class="heading">${from}</p>` : nothing}
      ${test ? html`<p class="test">${locale.t('test')}</p>` : nothing}
      <button class="close" part="close" type="button" aria-label=${locale.t(returns ? 'minimise' : 'close')} @click=${away}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${returns ? 'M5 12h14' : 'M6 6l12 12M18 6L6 18'} /></svg>
      </button>
    </div>
    <div class="body" dir=${dir}>${inner}</div>
  </div>`;
}

/** The tab at the edge of the page that opens a card and puts it away. */
export function tab(locale: Locale, page: string, open: boolean, toggle: () => void): TemplateResult {
  return html`<button class="tab" part="tab" type="button" popover="manual" dir=${page} aria-expanded=${open} @click=${toggle}>
    <span>${locale.t('tab')}</span>
  </button>`;
}

/** Puts into the top layer, where there is one, what is to be in view, and takes out of it what is not. */
export function raise(root: ParentNode): void {
  // Where there is none, without the attribute: what has it is hidden as long as it is not up there.
  for (const node of root.querySelectorAll<HTMLElement>('[popover]'))
    if (!(node.togglePopover as unknown)) node.removeAttribute('popover');
    else if (node.isConnected) node.togglePopover(!node.hidden);
}
