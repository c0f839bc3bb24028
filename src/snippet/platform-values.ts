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
 * guest, which is no customer. Without an account, Shopify has the sums of all orders, in cents.
 */
const VALUES: Readonly<Record<Platform, Readonly<Record<Varying, string | undefined>>>> = {
  plain,
  npm: plain,
  shopify: {
    src: "{{ 'lojal.js' | asset_url }}",
    'data-program': "{{ 'lojal.json' | asset_url }}",
    'data-customer': '{{ customer.id }}',
    'data-points': undefined,
    'data-spend': '{{ customer.total_spent | divided_by: 100.0 }}',
    'data-orders': '{{ customer.orders_count }}',
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

/** The configuration with its program in the page, or in a file of the usual address. Pages load a file that is named. */
export function withInlineProgram(configuration: ShopConfiguration, isInline: boolean): ShopConfiguration {
  const { script, platform } = configuration;
  const address = isInline ? undefined : (attributeOf(script, 'data-program') ?? VALUES[platform]['data-program']);
  return { ...configuration, isInline, script: withAttribute(script, 'data-program', address) };
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
    if (isNew || (before[name] !== undefined && attributeOf(script, name) === before[name]))
      script = withAttribute(script, name, after[name]);
  }
  return { ...configuration, platform, script };
}
