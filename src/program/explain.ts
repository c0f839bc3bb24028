/** "Why did it not show?", asked of what is really decided at this moment. */
import { type Explanation, explain, toText } from '../core/explain.ts';
import { address } from './address.ts';
import { ask } from './ask.ts';
import type { LojalProgram } from './program.ts';

/** How long (ms) data that are still on their way are waited for. */
const PATIENCE = 5000;

/** What the rules say now, of each question. */
export function explanations(program: LojalProgram): Explanation[] {
  const asker = ask(program);
  const { asking } = asker;
  return asking.rules.map((rule) => explain(rule, asking, { now: Date.now() }, asker.verdicts(rule)));
}

/** The same of one question, as text. */
export async function explanation(program: LojalProgram, name: string): Promise<string> {
  for (const until = Date.now() + PATIENCE; program.waiting && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  const all = explanations(program);
  const own = all.find((one) => one.name === name);
  const names = all.map((one) => one.name).join(', ');
  const open = `lojal.show(${JSON.stringify(name)}) opens it.`;
  return [
    own
      ? toText(own)
      : `${name}: never by itself; the program's ask ${names ? `speaks of ${names}` : 'has no rules'}. ${open}`,
    program.test
      ? 'Nothing is posted, and the rules are passed over: test is on.'
      : address(program.endpoint)
        ? `Answers go to ${program.endpoint}.`
        : 'Nothing is posted: there is no usable endpoint.',
  ].join('\n');
}
