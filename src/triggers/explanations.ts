/** Explains why a question opens or does not, from the verdicts that the scheduler uses. */
import type { PageProgram } from '../provider/page-programs.ts';
import { type Explanation, explain, toText } from '../rules/explain.ts';
import type { RuleScheduler } from './rule-scheduler.ts';

/** How long (ms) to wait for data that is still loading. */
const TIMEOUT = 5000;

/** Explains every question of a program, by its rules as they are now. */
export function explanations(scheduler: RuleScheduler): Explanation[] {
  scheduler.refresh();
  const { asking } = scheduler.rules;
  return asking.rules.map((rule) => explain(rule, asking, { now: Date.now() }, scheduler.verdicts(rule)));
}

/** Explains one question as text. */
export async function explanation(program: PageProgram, name: string): Promise<string> {
  for (const until = Date.now() + TIMEOUT; program.waiting && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  const { startAsking } = await import('./start-asking.ts');
  const scheduler = startAsking(program);
  await scheduler.rules.complete;
  const all = explanations(scheduler);
  const own = all.find((one) => one.name === name);
  const names = all.map((one) => one.name).join(', ');
  return [
    own
      ? toText(own)
      : /^message:/.test(name)
        ? `${name}: never. Messages are for customers whose account the page knows${names ? `; there are rules for ${names}` : ''}.`
        : `${name}: never by itself. The program's "ask" has ${names ? `rules for ${names} only` : 'no rules'}. Call lojal.show(${JSON.stringify(name)}) to show the question.`,
    program.test
      ? 'Test mode is on: questions ignore the rules, and no answer is sent.'
      : program.answersUrl
        ? `Answers are sent to ${program.answersUrl}.`
        : 'No answer is sent: there is no usable endpoint.',
  ].join('\n');
}
