/** Fills the page of the preview with the elements, as the snippet would. */
import { shownProgram } from '../owner/programme/example-customer.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';
import { attributeOf, type ShopConfiguration } from '../snippet/shop-configuration.ts';
import { sampleAccount } from './sample-customer.ts';

/** Attributes that the preview sets itself: nothing is posted, and the customer is an example. */
const OWN = ['data-program', 'data-account', 'data-endpoint', 'data-server', 'data-customer', 'data-base', 'data-lang'];
const TOTALS = [
  'data-points',
  'data-pending',
  'data-spend',
  'data-orders',
  'data-storage',
  'data-test',
  'data-color-scheme',
];

function dataBlock(page: Document, name: string, value: unknown): HTMLScriptElement {
  const block = page.createElement('script');
  block.type = 'application/json';
  block.dataset.lojal = name;
  block.textContent = JSON.stringify(value);
  return block;
}

function applyLooks({ documentElement: root }: Document, { looks }: ShopConfiguration): void {
  for (const name of [...root.style]) if (name.startsWith('--lojal-')) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(looks)) root.style.setProperty(`--lojal-${name}`, value);
}

/** The direction of a page in a language. */
export const directionOf = ({ lang = 'en', dir }: ViewSettings): string => dir || (lang === 'ar' ? 'rtl' : 'ltr');

/** Sets the language, the direction and the look. Needs no new page. */
export function dressPage(page: Document, configuration: ShopConfiguration, view: ViewSettings): void {
  const root = page.documentElement;
  root.lang = view.lang || 'en';
  root.dir = directionOf(view);
  root.dataset.scheme = view.scheme || 'auto';
  // Elements read the language of the page once, and follow that of the program.
  page.querySelector('lojal-program')?.setAttribute('lang', root.lang);
  applyLooks(page, configuration);
}

/** A link of the preview leads nowhere. */
function stay(event: Event): void {
  if (event.composedPath().some((node) => (node as Partial<Element>).localName === 'a')) event.preventDefault();
}

/**
 * @param page an empty sample page
 * @param files the address of the folder of the script files
 */
export function fillPage(page: Document, configuration: ShopConfiguration, view: ViewSettings, files: string): void {
  dressPage(page, configuration, view);
  const { program } = configuration;
  const main = page.querySelector('main');
  page.head.append(
    dataBlock(page, 'program', shownProgram(program)),
    dataBlock(page, 'account', sampleAccount(program, view, Date.now())),
  );
  for (const { name, attributes, text } of configuration.elements) {
    const element = page.createElement(`lojal-${name}`);
    for (const [key, value] of attributes) element.setAttribute(key, value);
    // In view at once, not in a corner that opens by a rule.
    if (attributeOf(attributes, 'mode')) element.removeAttribute('mode');
    element.textContent = text;
    main?.append(element);
  }
  page.addEventListener('click', stay);
  const script = page.createElement('script');
  for (const [name, value] of configuration.script)
    if (name.startsWith('data-') && ![...OWN, ...TOTALS].includes(name)) script.setAttribute(name, value);
  // Without an endpoint nothing is posted. Test mode would write a note over each element.
  script.dataset.storage = 'none';
  script.src = `${files}lojal.js`;
  page.head.append(script);
}
