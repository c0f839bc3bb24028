import { html, type LitElement, type TemplateResult } from 'lit';
import type { OwnerContext } from '../shared/owner-context.ts';
import type { OwnerView } from '../shared/owner-view.ts';
import { VIEWS, type ViewRow } from '../views.ts';
import { type HashRoute, readRoute } from './hash-route.ts';

/** Shows the view that the address names. Loads its file at the first visit, and moves the focus to its heading. */
export class ViewOutlet {
  readonly #host: LitElement;
  #shown: { readonly row: ViewRow; readonly element: OwnerView } | undefined;
  #failed: ViewRow | undefined;
  #isNew = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The row of a place; the first one for an unknown address. */
  rowOf({ view }: HashRoute): ViewRow {
    return VIEWS.find(({ path }) => path === view) ?? (VIEWS[0] as ViewRow);
  }

  /** The owner has come to another address. */
  arrived(): void {
    this.#isNew = true;
    this.#failed = undefined;
  }

  /** Forgets the view, and what it shows, when the owner signs out. */
  clear(): void {
    this.#shown = undefined;
  }

  focus(): void {
    void this.#shown?.element.focusHeading();
  }

  render(owner: OwnerContext, route: HashRoute): TemplateResult {
    const row = this.rowOf(route);
    document.title = `${owner.words.t(row.title)} · Lojal`;
    if (this.#failed === row) return html`<p class="bad" role="alert">${owner.words.t('errors.view')}</p>`;
    if (this.#shown?.row !== row) {
      void this.#load(row);
      if (!this.#shown) return html`<p class="muted">${owner.words.t('app.loading')}</p>`;
    }
    const { element } = this.#shown;
    if (this.#shown.row === row) {
      element.route = route;
      element.owner = owner;
    }
    return html`${element}`;
  }

  async #load(row: ViewRow): Promise<void> {
    try {
      const { view } = await row.load();
      if (this.rowOf(readRoute(location.hash)) !== row || this.#shown?.row === row) return;
      if (!customElements.get(row.tag)) customElements.define(row.tag, view);
      const isFirst = !this.#shown && !this.#isNew;
      this.#shown = { row, element: new view() };
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      window.scrollTo(0, 0);
      // At the first load the browser's own order starts at the top of the page.
      if (!isFirst) this.focus();
    } catch {
      // A new version of the page has other files: loading the page again brings them.
      this.#failed = row;
      this.#host.requestUpdate();
    }
  }
}
