import { html, nothing, type TemplateResult } from 'lit';

/** A key that is held on one button must not click the next, such as the one that agrees. */
const endRepeat = (event: KeyboardEvent): void => {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
};

/**
 * A button for an action of the customer.
 *
 * @param of what it acts on, for screen readers
 * @param busy whether an action is under way: then a click does nothing, and the button keeps the focus
 */
export function actionButton(
  words: string,
  of: string,
  action: string,
  busy: boolean,
  run: () => unknown,
  main: boolean,
): TemplateResult {
  return html`<button
    class="button ${main ? 'main' : ''}"
    part="button"
    type="button"
    aria-label=${of ? `${words}: ${of}` : nothing}
    data-action=${action}
    aria-disabled=${busy}
    @keydown=${endRepeat}
    @click=${() => (busy ? undefined : run())}
  >${words}</button>`;
}
