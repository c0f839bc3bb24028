import { html, type TemplateResult } from 'lit';

/**
 * A button for an action of the customer.
 *
 * @param busy whether an action is under way: then a click does nothing, and the button keeps the focus
 */
export function actionButton(
  words: string,
  action: string,
  busy: boolean,
  run: () => unknown,
  main: boolean,
): TemplateResult {
  return html`<button
    class="button ${main ? 'main' : ''}"
    part="button"
    type="button"
    data-action=${action}
    aria-disabled=${busy}
    @click=${() => (busy ? undefined : run())}
  >${words}</button>`;
}
