import { type Started, start } from './started.ts';

/** A virtual display, for a browser without a headless mode. */
export async function startDisplay(): Promise<{ readonly name: string; stop(): Promise<void> }> {
  const server: Started = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']);
  const number = await server.said(/^(\d+)\s*$/m);
  return { name: `:${number}`, stop: () => server.kill() };
}
