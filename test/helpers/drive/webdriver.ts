/** A minimal WebDriver client. https://www.w3.org/TR/webdriver2/ */
export interface Session {
  /** Sends commands to one window. The session has one current window, so commands of all windows run one after the other. */
  inWindow<T>(handle: string, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  newWindow(): Promise<string>;
  end(): Promise<void>;
}

export async function openSession(server: string, capabilities: unknown): Promise<Session> {
  const { sessionId } = await send<{ sessionId: string }>('POST', `${server}/session`, { capabilities });
  const base = `${server}/session/${sessionId}`;
  await send('POST', `${base}/timeouts`, { script: 30_000, pageLoad: 30_000 });
  let last: Promise<unknown> = Promise.resolve();
  const queue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
  let current = '';
  const turnTo = async (handle: string) => {
    if (handle !== current) await send('POST', `${base}/window`, { handle });
    current = handle;
  };
  return {
    inWindow: (handle, method, path, body) =>
      queue(async () => {
        await turnTo(handle);
        // A closed window is no longer the current one.
        if (method === 'DELETE' && path === '/window') current = '';
        return send(method, base + path, body);
      }),
    newWindow: () =>
      queue(async () => {
        // WebDriver opens a window from the current one, which may have been closed.
        const [first] = await send<string[]>('GET', `${base}/window/handles`);
        if (first && !current) await turnTo(first);
        return (await send<{ handle: string }>('POST', `${base}/window/new`, { type: 'window' })).handle;
      }),
    end: () => queue(() => send('DELETE', base)),
  };
}

async function send<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value?.error}: ${value?.message}`);
  return value;
}
