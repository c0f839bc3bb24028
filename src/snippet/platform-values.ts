/** What differs between the platforms: where the files are, and how a page names the customer. */
import {
  type AttributeList,
  attributeOf,
  type Platform,
  type ShopConfiguration,
  withAttribute,
} from './shop-configuration.ts';
import { WORDPRESS_CUSTOMER } from './template-code.ts';

/** The platforms whose pages are templates. */
export const isTemplated = (platform: Platform): boolean => platform === 'shopify' || platform === 'wordpress';

const plain = {
  src: '/lojal/lojal.js',
  'data-program': '/lojal.json',
  'data-customer': 'c_1042',
  'data-points': '1280',
  'data-spend': '412.50',
  'data-orders': '9',
} as const;
type Varying = keyof typeof plain;

/**
 * The values that a new snippet has. `undefined`: the platform does not know the value. Liquid and PHP write an empty text for a
 * guest, which is no customer. Shopify knows sums over all time, in the currency that the visitor chose, so they fit no program.
 */
const VALUES: Readonly<Record<Platform, Readonly<Record<Varying, string | undefined>>>> = {
  plain,
  npm: plain,
  shopify: {
    src: "{{ 'lojal.js' | asset_url }}",
    'data-program': "{{ 'lojal.json' | asset_url }}",
    'data-customer': '{{ customer.id }}',
    'data-points': undefined,
    'data-spend': undefined,
    'data-orders': undefined,
  },
  wordpress: {
    ...plain,
    'data-customer': WORDPRESS_CUSTOMER,
    'data-points': undefined,
    'data-spend': undefined,
    'data-orders': undefined,
  },
};

/** Values that do not tell whether the owner has changed what the platform knows of the customer. */
const NEUTRAL: readonly Varying[] = ['src', 'data-program'];
const VARYING = Object.keys(plain) as readonly Varying[];

/** What a Lojal server knows better than the page: an attribute would win over the server. */
const OF_SERVER: readonly Varying[] = ['data-program', 'data-points', 'data-spend', 'data-orders'];

const hasServer = (script: AttributeList): boolean => attributeOf(script, 'data-server') !== undefined;

/**
 * The configuration with the address of a Lojal server, or without one. The values of an example give way to the server, which
 * has the program and the numbers of the customer; without a server they come back.
 */
export function withServer(configuration: ShopConfiguration, address: string | undefined): ShopConfiguration {
  const { platform, isInline } = configuration;
  const values = VALUES[platform];
  let { script } = configuration;
  for (const name of OF_SERVER) {
    const value = attributeOf(script, name);
    if (address !== undefined && value === values[name]) script = withAttribute(script, name, undefined);
    const isGone = address === undefined && hasServer(script) && value === undefined;
    if (isGone && !(isInline && name === 'data-program')) script = withAttribute(script, name, values[name]);
  }
  return { ...configuration, script: withAttribute(script, 'data-server', address) };
}

/** The configuration with its program in the page, or in a file of the usual address. Pages load a file that is named. */
export function withInlineProgram(configuration: ShopConfiguration, isInline: boolean): ShopConfiguration {
  const { script, platform } = configuration;
  const usual = hasServer(script) ? undefined : VALUES[platform]['data-program'];
  const address = isInline ? undefined : (attributeOf(script, 'data-program') ?? usual);
  return { ...configuration, isInline, script: withAttribute(script, 'data-program', address) };
}

/** A snippet of npm has no script tag, so the panel of the tag is an element there. */
function withPanelElement(configuration: ShopConfiguration): ShopConfiguration {
  const { script, elements } = configuration;
  const position = attributeOf(script, 'data-panel');
  if (position === undefined) return configuration;
  const panel = { name: 'panel', attributes: [['position', position]], text: '' } as const;
  return {
    ...configuration,
    script: withAttribute(script, 'data-panel', undefined),
    elements: elements.some(({ name }) => name === 'panel') ? elements : [...elements, panel],
  };
}

/** The configuration for another platform. Values that the owner has changed stay. */
export function onPlatform(configuration: ShopConfiguration, platform: Platform): ShopConfiguration {
  const before = VALUES[configuration.platform];
  const after = VALUES[platform];
  const isNew = VARYING.every(
    (name) => NEUTRAL.includes(name) || attributeOf(configuration.script, name) === before[name],
  );
  let script: AttributeList = configuration.script;
  // A snippet of npm has no script tag.
  if (platform !== 'npm' && attributeOf(script, 'src') === undefined)
    script = [['src', before.src ?? plain.src], ['async', ''], ...script];
  for (const name of VARYING) {
    if (name === 'data-program' && configuration.isInline) continue;
    // The server has the value.
    if (hasServer(script) && attributeOf(script, name) === undefined) continue;
    if (isNew || (before[name] !== undefined && attributeOf(script, name) === before[name]))
      script = withAttribute(script, name, after[name]);
  }
  const moved = { ...configuration, platform, script };
  return platform === 'npm' ? withPanelElement(moved) : moved;
}
