/** The sizes of the script files, which the build has measured (`scripts/configurator-data.js`). */
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';
import { isOneFile, languageOfFile, ONE_FILE, partFiles, partsOfPage } from '../snippet/snippet-files.ts';

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

/** Parts that need all files of a language. */
const ALL_WORDS = ['balance', 'prompt', 'club'];

/** The files of a language, beside English, that the parts of a page need. A closed panel has its own words. */
const wordFiles = (parts: readonly string[], language: string): readonly string[] => [
  ...(parts.some((part) => part === 'balance' || part === 'club') ? [`lojal.${language}.js`] : []),
  ...(parts.includes('prompt') ? [`lojal.${language}.ask.js`] : []),
  ...(parts.includes('club') ? [`lojal.${language}.club.js`] : []),
];

/** What the elements of a page load at once, in one language. Further files come when a customer opens something. */
export function costOf(sizes: FileSizes, configuration: ShopConfiguration, language: string): PageCost {
  const parts = partsOfPage(configuration);
  const bytesOf = (file: string): number => sizes[file]?.bytes ?? 0;
  const own = languageOfFile(configuration);
  if (own) {
    // The file of a release contains one language as well, and loads no other. Its size is about that of its parts.
    const files = [ONE_FILE, ...wordFiles(ALL_WORDS, own)];
    const bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);
    return { bytes, files: [{ file: `lojal.${own}.all.js`, bytes }] };
  }
  const first = isOneFile(configuration) ? [ONE_FILE] : ['lojal.js', ...partFiles(configuration)];
  const words = language === 'en' ? [] : wordFiles(parts, language);
  const all = new Set<string>();
  const add = (file: string): void => {
    if (all.has(file) || !Object.hasOwn(sizes, file)) return;
    all.add(file);
    sizes[file]?.imports.forEach(add);
  };
  [...first, ...words].forEach(add);
  const files = [...all].map((file) => ({ file, bytes: bytesOf(file) }));
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}
