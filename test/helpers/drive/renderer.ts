/** The process behind a tab, which no protocol tells: the one that works when the tab does. Linux, by /proc. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Tab } from './engine.ts';

export interface Renderers {
  /** Stopped, as a phone does to a tab in the background, or going on. */
  freeze(tab: Tab, on: boolean): Promise<void>;
  crash(tab: Tab): Promise<void>;
}

/** @param root the browser's process, or one that has started it */
export function renderersOf(root: number): Renderers {
  const known = new Map<Tab, number>();
  const find = async (tab: Tab): Promise<number> => {
    const found = known.get(tab) ?? (await busiest(root, tab));
    known.set(tab, found);
    return found;
  };
  return {
    async freeze(tab, on) {
      process.kill(await find(tab), on ? 'SIGSTOP' : 'SIGCONT');
    },
    async crash(tab) {
      const pid = await find(tab);
      process.kill(pid, 'SIGKILL');
      while (times(root).has(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}

async function busiest(root: number, tab: Tab): Promise<number> {
  const before = times(root);
  await tab.run('const end = performance.now() + 400; while (performance.now() < end);');
  let most = 0;
  let found = 0;
  for (const [pid, time] of times(root)) {
    const spent = time - (before.get(pid) ?? 0);
    if (spent > most && before.has(pid)) [most, found] = [spent, pid];
  }
  if (!found) throw new Error('no process was busy');
  return found;
}

/** Processor time of a process and all that come from it, by pid, in clock ticks; without those that are dead. */
function times(root: number): Map<number, number> {
  const parents = new Map<number, number>();
  const spent = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program, in brackets, may hold anything.
      const [state, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') continue;
      parents.set(Number(name), Number(parent));
      // Fields 14 and 15 of proc(5): user and system time.
      spent.set(Number(name), Number(rest[9]) + Number(rest[10]));
    } catch {
      // It ended meanwhile.
    }
  }
  const ours = (pid: number | undefined): boolean => pid !== undefined && (pid === root || ours(parents.get(pid)));
  return new Map([...spent].filter(([pid]) => pid !== root && ours(pid)));
}
