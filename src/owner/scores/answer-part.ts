import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { RFM_SEGMENTS } from '../../metrics/rfm-score.ts';
import { readProgramParts } from '../api/program-parts.ts';
import { type HashRoute, readRoute, routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { localText } from '../shared/local-text.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { languageName, WIDGET_LANGUAGES } from '../shared/widget-languages.ts';

/** What the address names, and the words in the list. */
type Option = readonly [part: string, label: string];

/** The parts of the answers that every shop has, with the parameters of a request. */
const PARTS = {
  verified: 'verified=true',
  unverified: 'verified=false',
  newCustomers: 'segment=new',
  returningCustomers: 'segment=returning',
} as const;
type AnswerPart = keyof typeof PARTS;

const isPart = (name: string): name is AnswerPart => Object.hasOwn(PARTS, name);
const SEGMENT = /^(tier|rfm|lang):/;

/** The part that an address names: `#/scores?of=verified`, `of=tier:gold`. Empty for all answers. */
function partOf({ query }: HashRoute): string {
  const name = query.get('of') ?? '';
  return isPart(name) || SEGMENT.test(name) ? name : '';
}

/** The parameters of a request for the part of an address. Empty for all answers. */
export function partQuery(route: HashRoute): string {
  const part = partOf(route);
  return isPart(part) ? PARTS[part] : part && `segment=${encodeURIComponent(part)}`;
}

/** Chooses whose answers the scores are computed from. The address holds the choice. */
export class PartChoice extends OwnerElement {
  static override styles = controlStyles;
  static override properties: PropertyDeclarations = { route: { attribute: false } };

  declare route: HashRoute;
  /** Without the program, the list has no tiers. */
  readonly #program = new Loaded(this, (signal) => readProgramParts(this.owner.client, signal));

  protected override render(): TemplateResult {
    const { words } = this.owner;
    const tiers = this.#program.value?.tiers?.levels ?? [];
    const groups: readonly (readonly [label: string, options: readonly Option[]])[] = [
      [this.t('programme.group_tiers'), tiers.map(({ id, name }) => [`tier:${id}`, localText(words, name)])],
      [this.t('customers.segments'), RFM_SEGMENTS.map((name) => [`rfm:${name}`, this.t(`customers.${name}`)])],
      [this.t('facts.language'), WIDGET_LANGUAGES.map((tag) => [`lang:${tag}`, languageName(tag, words.tag)])],
    ];
    const first: Option[] = [
      ['', this.t('scores.part_all')],
      ...(Object.keys(PARTS) as AnswerPart[]).map((part): Option => [part, this.t(`scores.part_${part}`)]),
    ];
    const chosen = partOf(this.route);
    // An address can name a part that the list does not have.
    if (![first, ...groups.map(([, options]) => options)].flat().some(([part]) => part === chosen))
      first.push([chosen, chosen.replace(SEGMENT, '')]);
    const list = (options: readonly Option[]) =>
      options.map(([part, label]) => html`<option value=${part} .selected=${part === chosen}>${label}</option>`);
    return html`<select aria-label=${this.t('scores.part')} @change=${this.#choose}>
      ${list(first)}
      ${groups.map(([label, options]) => (options.length > 0 ? html`<optgroup label=${label}>${list(options)}</optgroup>` : nothing))}
    </select>`;
  }

  #choose = (event: Event): void => {
    // The address may have changed since this list was rendered.
    const { view, query } = readRoute(location.hash);
    query.set('of', (event.currentTarget as HTMLSelectElement).value);
    location.hash = routeHash(view, query);
  };
}

customElements.define('part-choice', PartChoice);
