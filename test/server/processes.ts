import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EndpointOptions } from '../../src/server/index.ts';

/** A server in a separate process. */
export interface EndpointProcess {
  /** URL of the route for answers. */
  readonly address: string;
  readonly child: ChildProcess;
  /** Sends a message; resolves with the reply. */
  ask<Reply>(word: string): Promise<Reply>;
  /** Terminates the process; resolves with its exit code. */
  stop(): Promise<number | null>;
}

const file = fileURLToPath(new URL('./server.ts', import.meta.url));

/** Starts a server on a free port. @throws Error if the process exits before it listens */
export async function startProcess(
  options: Omit<EndpointOptions, 'store' | 'log'> & { readonly databaseUrl: string },
  nodeOptions: readonly string[] = [],
): Promise<EndpointProcess> {
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx', ...nodeOptions],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // The log. Only an error message of a test shows it.
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-2000);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const heard = async <Reply>(): Promise<Reply> => {
    const early = ended.then((code) => Promise.reject(new Error(`the process ended with ${code}: ${said}`)));
    const [reply] = await Promise.race([once(child, 'message'), early]);
    return reply as Reply;
  };
  const { url } = await heard<{ url: string }>();
  return {
    address: `${url}/apps/lojal/answers`,
    child,
    ask: (word) => {
      const reply = heard();
      child.send(word);
      return reply as Promise<never>;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
