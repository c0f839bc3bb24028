import type { BrowserLauncher } from '@web/test-runner-core';
import type { Driven, Engine, Tab } from './drive/index.ts';

/**
 * Lets Web Test Runner run its files in one of the driven engines. All files run in one window, one after the other: without a
 * window manager only the first window has the focus.
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
      // Leave the page, which stops everything that the file left running.
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
