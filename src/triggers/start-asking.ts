/** Asks questions by the rules of a program. Loaded when a program has rules. */
import { reportFaults } from '../diagnostics/faults.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import { RuleScheduler } from './rule-scheduler.ts';

const schedulers = new WeakMap<PageProgram, RuleScheduler>();

/** The values of `ask` whose faults were reported. */
const reported = new WeakSet<object>();

async function reportAskFaults(ask: object, who: string): Promise<void> {
  if (reported.has(ask)) return;
  reported.add(ask);
  const { askFaults } = await import('../config/ask-faults.ts');
  reportFaults(who, 'program', askFaults(ask));
}

/** Starts to ask by the rules of a program, or continues with the rules as they are now. */
export function startAsking(program: PageProgram): RuleScheduler {
  const scheduler = schedulers.get(program) ?? new RuleScheduler(program);
  schedulers.set(program, scheduler);
  scheduler.refresh();
  const ask = program.data?.program.ask;
  if (ask && scheduler.rules.asking.faulty) void reportAskFaults(ask, program.localName).catch(() => {});
  return scheduler;
}
