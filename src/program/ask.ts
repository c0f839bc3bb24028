/** The door to asking, loaded when a program has rules for it. */
import { warn } from '../elements/warn.ts';
import { Asker, type AskingProgram } from './asker.ts';

export { questions, tagOf } from './moment.ts';
export { summon } from './summon.ts';

const askers = new WeakMap<AskingProgram, Asker>();

/** Said once of each `ask`: what could not be taken as it stands. */
const complained = new WeakSet<object>();

async function complain(raw: object, who: string): Promise<void> {
  if (complained.has(raw)) return;
  complained.add(raw);
  const { askFaults } = await import('./full.ts');
  for (const { path, found, wanted } of askFaults(raw)) warn(who, `program: ${path} is ${found}; ${wanted}`);
}

/** Starts, or goes on, asking by what the program says now. */
export function ask(program: AskingProgram): Asker {
  const asker = askers.get(program) ?? new Asker(program);
  askers.set(program, asker);
  asker.refresh();
  const raw = program.data?.program.ask;
  if (raw && asker.asking.faulty) void complain(raw, program.localName).catch(() => {});
  return asker;
}
