/** Finds the process of a tab, which no protocol names: its CPU time grows while the tab is busy. Linux only, by /proc. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Tab } from './engine.ts';

export interface Renderers {
  /** Stops the process, as a phone does with a background tab, or continues it. */
  freeze(tab: Tab, on: boolean): Promise<void>;
  crash(tab: Tab): Promise<void>;
}

/** @param root the process of the browser or an ancestor of it */
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

/** CPU time in clock ticks of a process and its descendants, by pid. Ended processes are omitted. */
function times(root: number): Map<number, number> {
  const parents = new Map<number, number>();
  const spent = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program in parentheses may contain any character.
      const [state, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') continue;
      parents.set(Number(name), Number(parent));
      // Fields 14 and 15 of proc(5): user and system time.
      spent.set(Number(name), Number(rest[9]) + Number(rest[10]));
    } catch {
      // The process ended in the meantime.
    }
  }
  const ours = (pid: number | undefined): boolean => pid !== undefined && (pid === root || ours(parents.get(pid)));
  return new Map([...spent].filter(([pid]) => pid !== root && ours(pid)));
}
