/**
 * The part for pages without a tag of ours: notes what the page tells of, and finds out whether a question could come here
 * at all, before anything larger is loaded. Knows neither Lit nor an element.
 */
import { readAsk } from '../core/ask.ts';
import { happened } from '../core/past.ts';
import type { Asking, Moment, Rule } from '../core/rule.ts';
import { judge } from '../core/rules.ts';
import { createHistory, isVisited, onHistory } from '../program/history.ts';
import { onNavigation, path } from '../program/navigation.ts';
import type { Rules } from './api.ts';

/** What only the page itself, once everything is loaded, can say. */
const LATER = /^(placed|delay|scroll|dwell|exit|tier|orders|showing|busy)$/;

/** Where the page's program keeps what it remembers. */
const storageOf = (data: Readonly<Record<string, string | undefined>>): string | undefined =>
  document.querySelector('lojal-program')?.getAttribute('storage') ?? data.storage;

export const track: Rules['track'] = (data, event, details = {}) => {
  const { order, at } = Object(details) as Readonly<Record<string, unknown>>;
  const day = typeof at === 'string' || typeof at === 'number' ? new Date(at).getTime() : Number.NaN;
  const now = Date.now();
  createHistory(storageOf(data)).change((past) =>
    happened(past, String(event).slice(0, 60), {
      // What is still to come has not happened.
      at: day <= now ? day : now,
      ...((typeof order === 'string' || typeof order === 'number') && { order: String(order).slice(0, 128) }),
    }),
  );
};

export const watchFor: Rules['watchFor'] = (data, program, start) => {
  let asking: Asking;
  try {
    asking = readAsk(JSON.parse(program)?.ask);
  } catch {
    // Whoever needs the program says what is wrong with it.
    return;
  }
  if (!asking.rules.length) return;
  const opened = Date.now();
  const history = createHistory(storageOf(data));
  const look = (): void => {
    const past = history.read();
    const now = Date.now();
    // Of the customer only what the tag says is known here; who may turn out to be in the sample is taken to be.
    const visitor = data.customer ?? (data.account ? undefined : past.seed);
    const moment: Moment = {
      now,
      path: path(),
      bought: (past.events.purchase ?? []).some(({ at }) => at >= opened - performance.now()),
      open: 0,
      dwelt: 0,
      scrolled: 0,
      leaving: false,
      tier: undefined,
      orders: undefined,
      lang: data.lang || document.documentElement.lang || navigator.language,
      visitor: visitor ?? '',
      visited: isVisited(),
      showing: undefined,
      placed: false,
      busy: undefined,
    };
    const may = (rule: Rule): boolean =>
      judge(rule, asking, moment, past).every(
        ({ rule, yes }) => yes || LATER.test(rule) || (rule === 'sample' && visitor === undefined),
      );
    if (!data.test && data.test !== '' && !asking.rules.some(may)) return;
    stop();
    start();
  };
  const navigation = onNavigation(look);
  const unheard = onHistory(look);
  document.addEventListener('visibilitychange', look);
  const stop = (): void => {
    navigation.stop();
    unheard();
    document.removeEventListener('visibilitychange', look);
  };
  look();
};
