import { html, nothing, type TemplateResult } from 'lit';
import { panel } from '../../locales/en.panel.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import { ClubElement } from '../club/club-element.ts';
import { register } from '../shared/register.ts';
import { panelContentStyles } from './panel-content.styles.ts';

/** What the panel shows. Not an element for pages: `lojal-panel` creates it when it opens. */
class PanelContent extends ClubElement {
  static override styles = [ClubElement.styles, panelContentStyles];

  protected readonly english = { ...ClubElement.shared, ...panel };

  close = (): void => {};

  override focus(): void {
    this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.pane')?.focus());
  }

  protected override content(): TemplateResult {
    const { locale, club, isGuest } = this;
    const name = locale.text(club?.program.name) || locale.t('panel');
    // Not on the element itself: Tab would pass over what is inside of a host with this tabindex.
    return html`<div class="pane" role="dialog" aria-label=${name} tabindex="-1">
      <div class="top">
        <p class="club" aria-hidden="true">${name}</p>
        <button class="close" type="button" aria-label=${locale.t('closePanel')} @click=${() => this.close()}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
        </button>
      </div>
      <div class="inside" tabindex="-1">
        ${isGuest ? this.#guest() : this.#balance()}
        ${club ? this.#sections(club.program, isGuest) : nothing}
      </div>
    </div>`;
  }

  #guest(): TemplateResult {
    return html`<div class="guest"><p>${this.locale.t('guest')}</p>${this.signIn()}</div>`;
  }

  /** Nothing for a customer whose account cannot be read. */
  #balance(): TemplateResult | typeof nothing {
    return this.club?.account || this.waiting ? html`<lojal-points></lojal-points><lojal-tier></lojal-tier>` : nothing;
  }

  #sections(
    { points, earn: rules, membership, rewards: all, referral: rule }: FullProgram,
    isGuest: boolean,
  ): TemplateResult {
    const { locale } = this;
    const section = (heading: string, inner: TemplateResult, open = false): TemplateResult =>
      html`<details name="club" ?open=${open}><summary>${heading}</summary>${inner}</details>`;
    const earns = points.perUnit > 0 || rules.length > 0 || membership !== undefined;
    // A friend has come for what the invitation gives.
    const invited = rule !== undefined && isGuest && Boolean(this.access?.invitation);
    return html`${earns ? section(locale.t('earnHeading'), html`<lojal-earn></lojal-earn>`, !invited) : nothing}
    ${all.length > 0 ? section(locale.t('rewardsHeading'), html`<lojal-rewards></lojal-rewards>`) : nothing}
    ${rule ? section(locale.t('referHeading'), html`<lojal-referral></lojal-referral>`, invited) : nothing}
    ${isGuest || !this.club?.account?.ledger ? nothing : section(locale.t('activityHeading'), html`<lojal-activity></lojal-activity>`)}`;
  }
}

/**
 * Creates the content in the shadow root of a panel.
 *
 * @param close is called when the customer closes the panel
 */
export function createContent(panelElement: HTMLElement, close: () => void): HTMLElement {
  register('lojal', 'panel-content', PanelContent);
  const content = document.createElement('lojal-panel-content') as PanelContent;
  content.close = close;
  const follow = (): void => {
    if (panelElement.lang) content.lang = panelElement.lang;
    else content.removeAttribute('lang');
    content.setAttribute('at', panelElement.getAttribute('position') ?? '');
  };
  follow();
  new MutationObserver(follow).observe(panelElement, { attributeFilter: ['lang', 'position'] });
  // The focus may be on the content itself, or on the button.
  panelElement.shadowRoot?.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    if (key !== 'Escape' || event.defaultPrevented || content.hidden) return;
    event.stopPropagation();
    close();
  });
  panelElement.shadowRoot?.append(content);
  return content;
}
