import type { Translator } from '../shared/translator.ts';

/** One thing that can be wrong with the server: `GET owner/health`. */
export interface CheckData {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'bad' | 'none';
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A check in words. */
export interface CheckWords {
  readonly name: string;
  /** The figures behind the state; empty without any. */
  readonly figure: string;
  /** What to do; empty if all is well. */
  readonly todo: string;
}

const MEGABYTE = 1_000_000;

/** The figures of a check in words. A check of a later version has none. */
function figureOf(words: Translator, name: string, facts: Readonly<Record<string, unknown>>): string {
  const number = (key: string) => Number(facts[key] ?? 0);
  const numbers = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, number(key)]));
  switch (name) {
    case 'migrations':
      return words.t('health.migrationsFigure', numbers('done', 'known'));
    case 'deliveries':
      return words.t('health.deliveriesFigure', numbers('waiting', 'failed', 'turnedOff'));
    case 'overdue': {
      const n = Math.round(number('seconds') / 60);
      return n > 0 ? words.t('health.overdueFigure', { n }) : '';
    }
    case 'tick': {
      const { at, failed } = facts;
      const last = typeof at === 'string' ? [words.t('health.tickFigure', { when: words.ago(at) })] : [];
      const names = Array.isArray(failed) ? failed.join(', ') : '';
      return [...last, ...(names ? [words.t('health.tickFailed', { names })] : [])].join(' · ');
    }
    case 'quarantine':
      return words.t('health.quarantineFigure', { n: number('n') });
    case 'requests':
      return words.t('health.requestsFigure', numbers('errors', 'requests'));
    case 'memory':
      return words.t('health.memoryFigure', { size: Math.round(number('bytes') / MEGABYTE) });
    default:
      return '';
  }
}

export function checkWords(words: Translator, { name, state, facts = {} }: CheckData): CheckWords {
  const label = `health.${name}`;
  const advice = name === 'tick' && state === 'none' ? 'tickNone' : facts.reason === 'disk' ? 'diskDo' : `${name}Do`;
  const todo = `health.${advice}`;
  return {
    name: words.has(label) ? words.t(label) : name,
    figure: figureOf(words, name, facts),
    todo: state !== 'ok' && words.has(todo) ? words.t(todo) : '',
  };
}
