import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type HashRoute, routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The parts of the answers that the owner can choose, with the parameters of a request. */
const PARTS = {
  verified: 'verified=true',
  unverified: 'verified=false',
  newCustomers: 'segment=new',
  returningCustomers: 'segment=returning',
} as const;
type AnswerPart = keyof typeof PARTS;

const isPart = (name: string | null): name is AnswerPart => name !== null && Object.hasOwn(PARTS, name);

/** The part that an address names: `#/scores?of=verified`. Nothing for all answers. */
function partOf({ query }: HashRoute): AnswerPart | undefined {
  const name = query.get('of');
  return isPart(name) ? name : undefined;
}

/** The parameters of a request for the part of an address. Empty for all answers. */
export function partQuery(route: HashRoute): string {
  const part = partOf(route);
  return part ? PARTS[part] : '';
}

/** Chooses whose answers the scores are computed from. The address holds the choice. */
export class PartChoice extends OwnerElement {
  static override styles = controlStyles;
  static override properties: PropertyDeclarations = { route: { attribute: false } };

  declare route: HashRoute;

  protected override render(): TemplateResult {
    const chosen = partOf(this.route);
    return html`<select aria-label=${this.t('scores.part')} @change=${this.#choose}>
      <option value="" .selected=${!chosen}>${this.t('scores.part_all')}</option>
      ${(Object.keys(PARTS) as AnswerPart[]).map(
        (part) => html`<option value=${part} .selected=${part === chosen}>${this.t(`scores.part_${part}`)}</option>`,
      )}
    </select>`;
  }

  #choose = (event: Event): void => {
    const query = new URLSearchParams(this.route.query);
    query.set('of', (event.currentTarget as HTMLSelectElement).value);
    location.hash = routeHash(this.route.view, query);
  };
}

customElements.define('part-choice', PartChoice);
