/** The sizes of the script files, which the build has measured (`scripts/configurator-data.js`). */
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';
import { isOneFile, ONE_FILE, partFiles } from '../snippet/snippet-files.ts';

/** The bytes of each file with Brotli, and the files that it imports. */
export type FileSizes = Readonly<Record<string, { readonly bytes: number; readonly imports: readonly string[] }>>;

let loading: Promise<FileSizes> | undefined;

/** @throws Error (rejects) when the file cannot be loaded; the next call tries again */
export function readSizes(): Promise<FileSizes> {
  loading ??= fetch('sizes.json').then((response) => {
    if (!response.ok) throw new Error(`sizes.json: ${response.status}`);
    return response.json() as Promise<FileSizes>;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export interface PageCost {
  readonly bytes: number;
  /** In the order in which the page needs them. */
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
}

/** What the elements of a page load at once, in one language. Further files come when a customer opens something. */
export function costOf(sizes: FileSizes, configuration: ShopConfiguration, language: string): PageCost {
  const parts = partFiles(configuration);
  const words = `lojal.${language}`;
  const asks = parts.includes('lojal.prompt.js') ? [`${words}.ask.js`] : [];
  const club = parts.includes('lojal.club.js') ? [`${words}.club.js`] : [];
  const first = isOneFile(configuration) ? [ONE_FILE] : ['lojal.js', ...parts];
  const own = language === 'en' || parts.length === 0 ? [] : [`${words}.js`, ...asks, ...club];
  const all = new Set<string>();
  const add = (file: string): void => {
    if (all.has(file) || !Object.hasOwn(sizes, file)) return;
    all.add(file);
    sizes[file]?.imports.forEach(add);
  };
  [...first, ...own].forEach(add);
  const files = [...all].map((file) => ({ file, bytes: sizes[file]?.bytes ?? 0 }));
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}
