/** Runs in the page: asks the endpoint as the page would, without an answer. */

export interface EndpointProbe {
  readonly url: string;
  /** Whether answers are sent as text, which needs no preflight request. */
  readonly isSimple: boolean;
  readonly ms: number;
}

/**
 * A GET with the headers of an answer: the browser applies the page's policy and the server's CORS headers as it does for a POST,
 * and no server stores anything. Uses nothing around it: its source is sent to the browser.
 *
 * @returns the status, 0 for a redirect; nothing when the browser or the network did not let it through
 */
export async function probeEndpoint({ url, isSimple, ms }: EndpointProbe): Promise<number | undefined> {
  const headers = isSimple ? {} : { 'content-type': 'application/cloudevents+json', authorization: 'Bearer doctor' };
  const ask = (method: string) =>
    fetch(url, {
      ...{ method, headers, credentials: 'omit', redirect: 'manual', cache: 'no-store' },
      signal: AbortSignal.timeout(ms),
    } as RequestInit);
  try {
    const first = await ask('GET');
    if (first.type === 'opaqueredirect') return 0;
    // A server may know the address for POST only, and says so to OPTIONS. Another origin may not be asked with OPTIONS.
    if (first.status !== 404 || new URL(url).origin !== location.origin) return first.status;
    return (await ask('OPTIONS')).status;
  } catch {
    return undefined;
  }
}
