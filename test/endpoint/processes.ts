import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EndpointOptions } from '../../src/endpoint/index.ts';

/** The endpoint in a process of its own. */
export interface EndpointProcess {
  /** Of the route for answers. */
  readonly address: string;
  readonly child: ChildProcess;
  /** Sends a word, resolves to what is said back. */
  ask<Reply>(word: string): Promise<Reply>;
  /** Asks it to end; resolves to its exit code. */
  stop(): Promise<number | null>;
}

const file = fileURLToPath(new URL('./server.ts', import.meta.url));

/** Starts one that listens on a free port of this machine. @throws Error when it ends before that */
export async function startProcess(
  options: Omit<EndpointOptions, 'store' | 'log'> & { readonly databaseUrl: string },
  nodeOptions: readonly string[] = [],
): Promise<EndpointProcess> {
  const child = fork(file, [JSON.stringify(options)], { execArgv: ['--import', 'tsx', ...nodeOptions] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const heard = async <Reply>(): Promise<Reply> => {
    const early = ended.then((code) => Promise.reject(new Error(`the process ended with ${code}`)));
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
