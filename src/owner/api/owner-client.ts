import { RequestFault, readFault } from './request-fault.ts';

/** How long a request may take, in ms. */
const TIMEOUT = 30_000;
/** The longest wait for a busy server, in seconds. */
const PATIENCE = 10;

export interface ClientRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request, e.g. when the owner leaves the view. */
  readonly signal?: AbortSignal | undefined;
}

/** The only place where the owner's page sends requests. The browser adds the cookie of the session. */
export class OwnerClient {
  /** The folder above the page: `https://shop.example/apps/lojal/`. */
  readonly #base: URL;
  /** Called when the server answers that nobody is signed in. */
  signedOut: () => void = () => {};

  constructor(base: URL) {
    this.#base = base;
  }

  /** The address of a route, for links that download. */
  address(path: string): string {
    return new URL(path, this.#base).href;
  }

  /**
   * The JSON of a response; undefined for one without content.
   *
   * @throws RequestFault for every response but a success, and with status 0 if none arrived
   * @throws DOMException `AbortError` when the signal ended the request
   */
  async json<T>(path: string, request: ClientRequest = {}): Promise<T> {
    const response = await this.#patiently(path, request);
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch {
      request.signal?.throwIfAborted();
      throw new RequestFault(0, 'The response is not JSON.');
    }
  }

  /** The text of a response, e.g. of an export. Throws as `json` does. */
  async text(path: string, request: ClientRequest = {}): Promise<string> {
    const response = await this.#send(path, request, '*/*');
    return response.text();
  }

  /** Reads again, once, when the server is busy and says for how long. */
  async #patiently(path: string, request: ClientRequest): Promise<Response> {
    try {
      return await this.#send(path, request, 'application/json');
    } catch (error) {
      const { method = 'GET', signal } = request;
      const isBusy = error instanceof RequestFault && error.status === 503 && method === 'GET';
      if (!isBusy || error.retryAfter === undefined || error.retryAfter > PATIENCE) throw error;
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 0) * 1000));
      signal?.throwIfAborted();
      return this.#send(path, request, 'application/json');
    }
  }

  async #send(path: string, { method = 'GET', body, headers, signal }: ClientRequest, accept: string) {
    const late = AbortSignal.timeout(TIMEOUT);
    let response: Response;
    try {
      response = await fetch(this.address(path), {
        method,
        headers: { Accept: accept, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, late]) : late,
        credentials: 'same-origin',
        cache: 'no-store',
      });
    } catch {
      signal?.throwIfAborted();
      throw new RequestFault(0, 'No response arrived.');
    }
    if (response.ok) return response;
    if (response.status === 401 && path !== 'owner/session') this.signedOut();
    throw await readFault(response);
  }
}
