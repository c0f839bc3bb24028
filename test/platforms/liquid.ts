/** Renders the Liquid of platforms/shopify/ with LiquidJS, and with the tags and filters of Shopify that the files use. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Liquid, type TagToken, type TopLevelToken } from 'liquidjs';

const EXTENSION = new URL('../../platforms/shopify/extensions/lojal/', import.meta.url);

/** Shopify turns the schema into settings of the theme editor and prints nothing. */
function makeEngine(): Liquid {
  const engine = new Liquid({
    root: fileURLToPath(EXTENSION),
    partials: fileURLToPath(new URL('snippets/', EXTENSION)),
    extname: '.liquid',
    // An unknown filter would print its input unescaped.
    strictFilters: true,
  });
  engine.registerTag('schema', {
    parse(_: TagToken, tokens: TopLevelToken[]) {
      while (tokens.length > 0) if ((tokens.shift() as { name?: string }).name === 'endschema') return;
      throw new Error('the tag schema is not closed');
    },
    render: () => '',
  });
  engine.registerFilter('asset_url', (name: string) => `/assets/${name}?v=1`);
  return engine;
}

const engine = makeEngine();

/**
 * @param file a path below `platforms/shopify/`, without `.liquid`
 * @param scope `block` and `section` are only those of the file. All other objects are Shopify's global ones, which rendered
 * snippets see too
 */
export function renderLiquid(file: string, scope: Readonly<Record<string, unknown>>): Promise<string> {
  const { block, section, ...globals } = scope;
  return engine.parseAndRender(readLiquid(file), { block, section }, { globals });
}

export const readLiquid = (file: string): string =>
  readFileSync(new URL(`../../platforms/shopify/${file}.liquid`, import.meta.url), 'utf8');

export interface LiquidSchema {
  readonly name: string;
  readonly target?: string;
  readonly settings: readonly { readonly id: string; readonly type: string; readonly default?: string }[];
  readonly presets?: readonly { readonly name: string }[];
}

export const schemaOf = (file: string): LiquidSchema =>
  JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}\s*$/.exec(readLiquid(file))?.[1] ?? '');
