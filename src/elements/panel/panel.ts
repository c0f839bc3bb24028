/** The launcher. A page loads it alone: Lit comes when the panel opens. */
import { PANEL_PARTS, type Part } from '../../registry.ts';

/** The word on the button, by language. */
const LABELS: Readonly<Record<string, string>> = {
  en: 'Rewards',
  sv: 'Förmåner',
  nb: 'Fordeler',
  no: 'Fordeler',
  nn: 'Fordeler',
  da: 'Fordele',
  fi: 'Edut',
  de: 'Vorteile',
  fr: 'Avantages',
  es: 'Ventajas',
  nl: 'Voordelen',
  it: 'Vantaggi',
  pt: 'Vantagens',
  pl: 'Korzyści',
  ar: 'المزايا',
};

const STYLES = `:host{position:fixed;margin:0;z-index:var(--lojal-z,2147483000);inset-block-end:max(1em,env(safe-area-inset-bottom));inset-inline-end:1em}
:host([position=start]){inset-inline:1em auto}
:host([hidden]){display:none}
button{--brand:var(--lojal-accent, #1d1b26);translate:0 calc(-1*var(--lift,0px));display:flex;align-items:center;gap:.5em;min-block-size:48px;padding:0 1.2em;border:1px solid #fff3;border-radius:var(--lojal-radius,2em);background:var(--brand);color:var(--lojal-on-accent,#fff);font:600 15px var(--lojal-font,system-ui,sans-serif);cursor:pointer;box-shadow:0 2px 12px #0004}
@supports (color:rgb(from red r g b)){button{--brand:rgb(from var(--lojal-accent, #1d1b26) r g b / 1);color:var(--lojal-on-accent, color(from var(--brand) xyz calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3)))}}
button:hover{box-shadow:0 2px 18px #0009}
button:before{content:"";border:.65em solid;clip-path:polygon(50% 2%,65% 34%,100% 39%,74% 63%,81% 98%,50% 81%,19% 98%,26% 63%,0 39%,35% 34%)}
@media print{:host{display:none}}`;
/** ms; the page may show a banner later. */
const INTERVAL = 1500;

const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * The whole club behind a button in the corner: balance, level, ways to earn, rewards, friends and activity.
 *
 * @tag lojal-panel
 * @attr {string} position - The corner: `end` (default) or `start`.
 * @attr {string} label - The words on the button; default: "Rewards" in the language of the page.
 * @attr {string} lang - The language of the panel; default: that of the page.
 * @csspart launcher - The button.
 * @cssproperty [--lojal-accent=#1d1b26] - The background of the button.
 * @cssproperty --lojal-on-accent - The words on the button; default: white or black.
 * @cssproperty [--lojal-radius=2em] - The corners of the button.
 * @cssproperty [--lojal-font=system-ui] - The font family of the button.
 * @cssproperty [--lojal-z=2147483000] - The `z-index` of the button and the panel.
 * @fires lojal-claimed - A friend has accepted an invitation.
 * @fires lojal-opened - The customer has opened the panel for the first time. `detail` names the files that it needs.
 */
export class LojalPanel extends Base {
  static readonly observedAttributes = ['label', 'lang', 'position'];

  #button: HTMLButtonElement | undefined;
  #content: HTMLElement | undefined;
  #open = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  declare readonly position?: 'start' | 'end';
  declare readonly label?: string;

  connectedCallback(): void {
    if (!this.#button) this.#build();
    this.#timer = setInterval(this.#keepClear, INTERVAL);
    this.#keepClear();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  attributeChangedCallback(): void {
    const language = (this.lang || this.closest('[lang]')?.getAttribute('lang') || navigator.language).slice(0, 2);
    const label = this.getAttribute('label') || LABELS[language];
    this.#button?.replaceChildren(label ?? 'Rewards');
  }

  /** Whether the panel is open. The corner and the words on the button are attributes only. */
  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    if (open !== this.#open) this.#toggle();
  }

  #build(): void {
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement('button');
    button.type = 'button';
    button.part.add('launcher');
    button.onclick = this.#toggle;
    root.append(button);
    this.#button = button;
    this.#setOpen(false);
  }

  #setOpen(open: boolean): void {
    this.#open = open;
    this.#button?.setAttribute('aria-expanded', `${open}`);
  }

  #toggle = async (): Promise<void> => {
    this.#setOpen(!this.#open);
    if (!this.#content)
      try {
        // The script tag starts the program of the page, and loads the files.
        this.dispatchEvent(new CustomEvent('lojal-opened', { bubbles: true, composed: true, detail: PANEL_PARTS }));
        const { createContent } = await import('./panel-content.ts');
        this.#content ??= createContent(this, () => {
          this.open = false;
          this.#button?.focus();
        });
      } catch {
        // The script tag loads the same file, and warns.
        return this.#setOpen(false);
      }
    this.#content.hidden = !this.#open;
    if (this.#open) this.#content.focus();
  };

  /** Follows the language of the page, and moves the button above what the page has fixed there: a banner, a chat button, a bar. */
  #keepClear = (): void => {
    this.attributeChangedCallback();
    if (document.hidden || this.#open) return;
    this.style.removeProperty('--lift');
    const { left, right, bottom } = this.getBoundingClientRect();
    let lift = 0;
    // Above a bar there may be a chat button, and above that another.
    for (const x of [left, right, (left + right) / 2, left, right, left])
      for (const found of document.elementsFromPoint(x, bottom - 9 - lift))
        for (let box: Element | null = found; box && box !== this; box = box.parentElement) {
          const { top, height } = box.getBoundingClientRect();
          if (height < innerHeight / 2 && /fixed|sticky/.test(getComputedStyle(box).position))
            lift = Math.max(lift, bottom - top + 8);
        }
    if (lift) this.style.setProperty('--lift', `${lift}px`);
  };
}

declare global {
  interface GlobalEventHandlersEventMap {
    'lojal-opened': CustomEvent<readonly Part[]>;
  }
  interface HTMLElementTagNameMap {
    'lojal-panel': LojalPanel;
  }
}
