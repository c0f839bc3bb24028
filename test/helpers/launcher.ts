import type { BrowserLauncher } from '@web/test-runner-core';
import type { Driven, Engine, Tab } from './drive/index.ts';

/**
 * Runs Web Test Runner's files in an engine that we drive. One window serves a file after the other: only the first has
 * the focus where no window manager gives it.
 */
export function createLauncher(engine: Engine): BrowserLauncher {
  const active = new Map<string, Tab>();
  const idle: Tab[] = [];
  let opened: Promise<Driven> | undefined;
  return {
    name: engine.name,
    type: 'driven',
    concurrency: 1,
    async startSession(id, url) {
      opened ??= engine.open();
      const driven = await opened;
      const tab = idle.pop() ?? (await driven.newTab());
      active.set(id, tab);
      await tab.goto(url);
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => active.get(id)?.run<string>('return location.href'),
    async stopSession(id) {
      const tab = active.get(id);
      active.delete(id);
      // Ends what the file may have left running.
      await tab?.goto('about:blank');
      if (tab) idle.push(tab);
      return {};
    },
    async startDebugSession() {
      throw new Error('there is nothing to see of a driven browser');
    },
    stop: () => engine.close(),
  };
}
