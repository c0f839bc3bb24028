/**
 * A configuration in the fragment of an address: `#1.<JSON, deflated, in base64url>`. Browsers never send a fragment to a server.
 * Anybody can write one, so the configuration is checked as a pasted one is.
 */
import { isObject } from '../config/reader.ts';
import { type CheckedConfiguration, checkedConfiguration } from './checked-configuration.ts';
import type { ShopConfiguration } from './shop-configuration.ts';

/** What the page shows beside the configuration, e.g. the language of the preview. */
export type ViewSettings = Readonly<Record<string, string>>;

export interface FragmentContents extends CheckedConfiguration {
  readonly view: ViewSettings;
}

/** Why a fragment cannot be used. */
export type FragmentFault = 'damaged' | 'newer' | 'too-large';

const VERSION = '1';
/** The longest fragment, in characters, and the longest JSON in it. A program has at most 32 KB. */
const [LONGEST, MOST_BYTES] = [100_000, 400_000];
const MOST_VIEW = { keys: 40, value: 300 };

/** All bytes of a stream. @throws RangeError (rejects) for more than `most` */
async function bytesOf(stream: ReadableStream<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    parts.push(part.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const through = (bytes: Uint8Array, transform: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> =>
  new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(transform as TransformStream<Uint8Array, Uint8Array>);

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

/** The fragment, without `#`. */
export async function writeFragment(configuration: ShopConfiguration, view: ViewSettings = {}): Promise<string> {
  const { platform, script, elements, looks, program, isInline } = configuration;
  const short = {
    ...(platform !== 'plain' && { p: platform }),
    s: script,
    e: elements.map(({ name, attributes, text }) => [name, attributes, text]),
    l: looks,
    c: program,
    ...(isInline && { i: 1 }),
    ...(Object.keys(view).length > 0 && { v: view }),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(short));
  return `${VERSION}.${toBase64(await bytesOf(through(bytes, new CompressionStream('deflate-raw'))))}`;
}

const readView = (value: unknown): ViewSettings =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {})
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].length <= MOST_VIEW.value)
      .filter(([key]) => /^[a-z]\w{0,20}$/i.test(key))
      .slice(0, MOST_VIEW.keys),
  );

/** @param fragment with or without `#` */
export async function readFragment(fragment: string): Promise<FragmentContents | FragmentFault> {
  const [, version, text = ''] = /^#?(\d{1,3})\.([\w-]*)$/.exec(fragment) ?? [];
  if (version === undefined) return 'damaged';
  if (version !== VERSION) return 'newer';
  if (text.length > LONGEST) return 'too-large';
  try {
    const bytes = await bytesOf(through(fromBase64(text), new DecompressionStream('deflate-raw')), MOST_BYTES);
    const short: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!isObject(short) || !Array.isArray(short.s) || !Array.isArray(short.e)) return 'damaged';
    const elements = short.e.map((one) => {
      const [name, attributes, written] = Array.isArray(one) ? one : [];
      return { name, attributes, text: written };
    });
    const { p: platform, s: script, l: looks, c: program, i } = short;
    const checked = checkedConfiguration({ platform, script, elements, looks, program, isInline: i === 1 });
    return { ...checked, view: readView(short.v) };
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'damaged';
  }
}
