/** Counts a file of orders beside the page, which stays responsive. The file is read here and goes nowhere else. */
import { countOrdersFile, type OrdersCount } from './count-orders-file.ts';

export interface CountRequest {
  readonly file: File;
  readonly program: unknown;
  readonly mapping: Readonly<Record<string, string>>;
}

export type CountMessage =
  | { readonly kind: 'progress'; readonly orders: number; readonly customers: number }
  | { readonly kind: 'done'; readonly count: OrdersCount }
  | { readonly kind: 'unreadable' };

/** UTF-8, or UTF-16 by its byte order mark: the "Unicode text" of Excel. */
async function charsetOf(file: File): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

async function* textOf(file: File): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream(await charsetOf(file), { fatal: true }) as TransformStream)
    .getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value as string;
}

const post = (message: CountMessage): void => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<CountRequest>) => {
  const { file, program, mapping } = data;
  try {
    const progress = (done: { orders: number; customers: number }): void => post({ kind: 'progress', ...done });
    post({ kind: 'done', count: await countOrdersFile(textOf(file), { program, mapping, progress }) });
  } catch {
    // Not UTF-8, or the file has changed since it was chosen.
    post({ kind: 'unreadable' });
  }
});
