import type { ReactiveController } from 'lit';
import { RequestFault } from '../api/request-fault.ts';
import type { OwnerElement } from './owner-element.ts';

export type LoadState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/**
 * Loads one value for an element: when the element connects, when the value is to be another, and after the owner has signed in if it
 * had failed. Ends the request when the element leaves the page.
 */
export class Loaded<T> implements ReactiveController {
  state: LoadState<T> = { status: 'loading' };
  readonly #host: OwnerElement;
  readonly #load: (signal: AbortSignal) => Promise<T>;
  readonly #of: () => string;
  #loadedOf: string | undefined;
  #request = new AbortController();
  #session: unknown;

  /** @param of what the value depends on: the parameters of its request. Another text loads again, and shows nothing until then. */
  constructor(host: OwnerElement, load: (signal: AbortSignal) => Promise<T>, of: () => string = () => '') {
    this.#host = host;
    this.#load = load;
    this.#of = of;
    host.addController(this);
  }

  get value(): T | undefined {
    return this.state.status === 'loaded' ? this.state.value : undefined;
  }

  /** Whether the server has no such route. */
  get isAbsent(): boolean {
    const { state } = this;
    return state.status === 'failed' && state.error instanceof RequestFault && state.error.status === 404;
  }

  hostConnected(): void {
    void this.reload();
  }

  hostUpdate(): void {
    const { session } = this.#host.owner;
    const isNew = this.#session !== undefined && this.#session !== session;
    this.#session = session;
    // The numbers of another period must not stand below the new one.
    if (this.#loadedOf !== undefined && this.#loadedOf !== this.#of()) void this.reload({ afresh: true });
    else if (isNew && this.state.status === 'failed') void this.reload();
  }

  hostDisconnected(): void {
    this.#request.abort();
  }

  /** Sets a value that a later response gave, e.g. that of a change. */
  set(value: T): void {
    this.state = { status: 'loaded', value };
    this.#host.requestUpdate();
  }

  /** Loads again. Keeps showing the value until the new one arrives, except with `afresh`. */
  async reload({ afresh = false } = {}): Promise<void> {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#loadedOf = this.#of();
    if (afresh || this.state.status === 'failed') this.state = { status: 'loading' };
    this.#host.requestUpdate();
    try {
      const value = await this.#load(request.signal);
      if (!request.signal.aborted) this.state = { status: 'loaded', value };
    } catch (error) {
      if (!request.signal.aborted) this.state = { status: 'failed', error };
    }
    if (!request.signal.aborted) this.#host.requestUpdate();
  }
}
