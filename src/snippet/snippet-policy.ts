/** The Content-Security-Policy that a snippet needs, and nothing more. */
import { attributeOf, folderOf, type ShopConfiguration } from './shop-configuration.ts';
import type { Snippet } from './write-snippet.ts';

/** The directives to add to the policy of a page. */
export interface SnippetPolicy {
  readonly directives: readonly string[];
  /** What a policy with `require-trusted-types-for 'script'` needs too. */
  readonly trustedTypes: string;
}

const SELF = "'self'";

/** The source of an address: its origin, or the page's own. A template writes an address that is not known here. */
function sourceOf(address: string): string {
  const found = /^(?:(https?:)?\/\/)([^/?#\\@\s;,'"]+)/i.exec(address.trim().replace(/\\/g, '/'));
  return found ? `${found[1] ?? 'https:'}//${found[2]}`.toLowerCase() : SELF;
}

/** The attributes of the script tag that name an address of a request. */
const REQUESTED = ['data-server', 'data-program', 'data-endpoint', 'data-account'];

/** The origins of other hosts that the snippet names. */
export const foreignOrigins = ({ script }: Pick<ShopConfiguration, 'script'>): readonly string[] =>
  [...new Set(['src', 'data-base', ...REQUESTED].map((name) => sourceOf(attributeOf(script, name) ?? '')))].filter(
    (source) => source !== SELF,
  );

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`;
}

/** @throws TypeError (rejects) for a configuration with a look on a page without a secure context: it cannot hash */
export async function snippetPolicy(
  { script, platform }: ShopConfiguration,
  { style }: Pick<Snippet, 'style'>,
): Promise<SnippetPolicy> {
  const isNpm = platform === 'npm';
  const folders = isNpm ? [SELF] : [attributeOf(script, 'src') ?? '', folderOf(script)].map(sourceOf);
  const addresses = REQUESTED.map((name) => attributeOf(script, name)).filter((address) => address);
  const sources = [...new Set(addresses.map((address) => sourceOf(address ?? '')))];
  return {
    directives: [
      `script-src ${[...new Set(folders)].join(' ')}`,
      ...(style ? [`style-src ${await hashOf(style)}`] : []),
      ...(sources.length > 0 ? [`connect-src ${sources.join(' ')}`] : []),
    ],
    trustedTypes: 'trusted-types lit-html',
  };
}
