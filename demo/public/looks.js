// @ts-check
/** The gallery's themes: `?look=warm` applies a theme and shows a part of a matching shop above the states. */

import { withLojal } from './shop.js';

/** @type {Readonly<Record<string, { shop: string, sells: readonly string[], ware: string, price: string, words: string, buy: string, gives: readonly [string, string], perk: string }>>} */
const LOOKS = {
  minimal: {
    shop: 'Rum',
    sells: ['Tables', 'Chairs', 'Light'],
    ware: 'Stool no. 4',
    price: '€240',
    words: 'Oak, oiled. Made to be sat on, and to be moved.',
    buy: 'Add to bag',
    gives: ['oil for oak', 'free assembly'],
    perk: 'Delivery on the day you choose',
  },
  warm: {
    shop: 'Kvarn & Korn',
    sells: ['Bread', 'Buns', 'Coffee'],
    ware: 'Rye with honey',
    price: '€6.80',
    words: 'Raised for a night and a day, baked at five, gone by noon.',
    buy: 'Put one aside',
    gives: ['a coffee', 'a bag of buns'],
    perk: 'Saturday’s bread put aside',
  },
  luxury: {
    shop: 'Aurén',
    sells: ['Watches', 'Straps', 'Atelier'],
    ware: 'Meridian 38',
    price: '€8,400',
    words: 'Wound by hand. Its moon is right for one hundred and twenty-two years.',
    buy: 'Make an appointment',
    gives: ['a strap', 'a service'],
    perk: 'An evening at the atelier',
  },
  playful: {
    shop: 'Tivoli!',
    sells: ['Build', 'Paint', 'Jump'],
    ware: 'Box of a hundred balls',
    price: '€19',
    words: 'Ninety-nine, if the dog has been there first.',
    buy: 'I want it',
    gives: ['a balloon', 'ten more balls'],
    perk: 'A gift on birthdays',
  },
  dense: {
    shop: 'ohm.parts',
    sells: ['Resistors', 'Connectors', 'Boards', 'Tools'],
    ware: 'Film resistor 4.7 kΩ, 1 %, 0.25 W',
    price: '€0.018 from 1,000',
    words: 'In stock: 48,200. Reel of 5,000. RoHS. Ships today until 18:00.',
    buy: 'Add 1,000',
    gives: ['a sample book', '€5 off an order'],
    perk: 'Freight free from €20',
  },
};

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const wanted = new URLSearchParams(location.search).get('look') ?? '';
const look = Object.hasOwn(LOOKS, wanted) ? LOOKS[wanted] : undefined;

document
  .querySelector('nav[aria-label="Themes"]')
  ?.append(
    ...Object.keys(LOOKS).map((name) =>
      make('a', { href: `?look=${name}#looks`, ...(name === wanted && { 'aria-current': 'page' }) }, name),
    ),
  );

if (look) {
  document.head.append(make('link', { rel: 'stylesheet', href: `/look.${wanted}.css` }));
  const { shop, sells, ware, price, words, buy, gives, perk } = look;
  const program = /** @type {import('../../src/provider/program.ts').LojalProgram} */ (
    make('lojal-program', { endpoint: '/gallery/sent' })
  );
  program.append(
    make(
      'div',
      { class: 'shop-head' },
      make('p', { class: 'shop-name' }, shop),
      make('p', {}, sells.join(' · ')),
      make('p', {}, make('lojal-points', { variant: 'inline' })),
    ),
    make(
      'div',
      { class: 'shop-body' },
      make(
        'div',
        { class: 'shop-ware' },
        make('div', { class: 'shop-art' }),
        make('h3', {}, ware),
        make('p', { class: 'shop-price' }, price),
        make('p', {}, words),
        make('a', { class: 'shop-button', href: '#states' }, buy),
      ),
      make(
        'div',
        { class: 'shop-club' },
        make('lojal-points'),
        make('lojal-tier', { cart: '30' }),
        make('lojal-tier', { variant: 'steps' }),
      ),
      make('div', { class: 'shop-club' }, make('lojal-nps'), make('lojal-review', { order: 'look', rating: '4' })),
    ),
    make('p', { class: 'shop-foot' }, `${shop} is not a real shop.`),
  );
  const rules = await fetch('/lojal.json').then((response) => response.json());
  await customElements.whenDefined('lojal-program');
  customElements.upgrade(program);
  const { ask: _, tiers, ...others } = rules;
  program.rules = {
    ...others,
    name: shop,
    currency: 'EUR',
    rewards: gives.map((name, i) => ({ id: `r${i}`, name, points: [150, 500][i] })),
    tiers: { ...tiers, levels: tiers.levels.map((/** @type {object} */ level) => ({ ...level, perks: [perk] })) },
  };
  program.account = { id: 'gallery-look', points: 486, pending: 24, spend: 212 };
  withLojal(() => document.getElementById('shop')?.append(program));
}
