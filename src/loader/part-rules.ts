/**
 * The part for pages without a Lojal tag: stores tracked events, and finds out whether a question could open on the page
 * before anything larger is loaded. Uses neither Lit nor an element.
 */
import { readAskingRules } from '../config/ask-reader.ts';
import { replyRule } from '../config/message-rules.ts';
import { customerIdOf } from '../provider/customer-id.ts';
import type { LojalProgram } from '../provider/program.ts';
import { evaluate } from '../rules/evaluate.ts';
import { addEvent, type QuestionHistory } from '../rules/question-history.ts';
import type { AskingRules, Rule, RuleContext } from '../rules/rule.ts';
import { allHistories, onHistory, openHistory } from '../triggers/history-storage.ts';
import { currentPath, onNavigation } from '../triggers/navigation.ts';
import { isVisited } from '../triggers/visit.ts';
import type { Rules } from './api.ts';
import { isTestMode } from './test-mode.ts';

/** Rules that can only be decided on the page after everything is loaded. */
const LATER = /^(message|placed|delay|scroll|dwell|exit|tier|orders|showing|busy)$/;

/** The `storage` of the page's program. */
const storageOf = (data: Readonly<Record<string, string | undefined>>): string | undefined =>
  document.querySelector('lojal-program')?.getAttribute('storage') ?? data.storage;

/** The customer that the page names without a program; nothing for a guest; `account` when only the account says who. */
function namedCustomer(data: Readonly<Record<string, string | undefined>>): {
  id?: string | undefined;
  account?: boolean;
} {
  const program = document.querySelector('lojal-program');
  const id = customerIdOf(data.customer ?? program?.getAttribute('customer'));
  const account =
    data.account || program?.hasAttribute('account') || document.querySelector('script[data-lojal=account]');
  return id ? { id } : { account: Boolean(account) };
}

/** How long (ms) an event waits for the account that says whose it is, and how often that is looked at. */
const [TIMEOUT, PAUSE] = [5000, 50];

export const track: Rules['track'] = async (data, load, event, details = {}) => {
  const { order, at } = Object(details) as Readonly<Record<string, unknown>>;
  const day = typeof at === 'string' || typeof at === 'number' ? new Date(at).getTime() : Number.NaN;
  const now = Date.now();
  let { id, account } = namedCustomer(data);
  const own = document.querySelector<LojalProgram>('lojal-program');
  // A program that runs knows best.
  const program = own?.data || own?.waiting ? own : account ? await load() : undefined;
  const changes = program?.changes;
  while (program?.waiting && !program.customerId && Date.now() < now + TIMEOUT)
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  // The event is not of a customer who has come meanwhile.
  if (program) id = program.changes === changes ? program.customerId : undefined;
  openHistory(storageOf(data), id).change((past) =>
    addEvent(past, String(event).slice(0, 60), {
      // A time in the future counts as now.
      at: day <= now ? day : now,
      ...((typeof order === 'string' || typeof order === 'number') && { order: String(order).slice(0, 128) }),
    }),
  );
};

export const watchFor: Rules['watchFor'] = (data, program, start) => {
  const opened = Date.now();
  const { id, account } = namedCustomer(data);
  let asking: AskingRules;
  try {
    const { ask, messages } = Object(JSON.parse(program));
    asking = readAskingRules(ask);
    // Whether there is something to tell or to ask, only the account says. One rule stands for all: for replies, too, which know no cooldown.
    if (messages && (id || account))
      asking = { ...asking, rules: [...asking.rules, { ...replyRule(), name: 'message' }] };
  } catch {
    // The mistake is reported where the program is needed.
    return;
  }
  if (!asking.rules.length) return;
  // The account may turn out to be of any customer of this browser.
  const histories = (): readonly QuestionHistory[] =>
    account ? allHistories(storageOf(data)) : [openHistory(storageOf(data), id).read()];
  const look = (): void => {
    if (!isTestMode(data.test) && !histories().some(couldOpen)) return;
    stop();
    start();
  };
  /** Whether a question could open for the customer of a history. */
  const couldOpen = (past: QuestionHistory): boolean => {
    const now = Date.now();
    // Only the tag's own data is known here. A customer who may turn out to be in the sample counts as in it.
    const visitor = id ?? (account ? undefined : past.seed);
    const context: RuleContext = {
      now,
      path: currentPath(),
      query: location.search,
      bought: (past.events.purchase ?? []).some(({ at }) => at >= opened - performance.now()),
      open: 0,
      dwelt: 0,
      scrolled: 0,
      leaving: false,
      tier: undefined,
      orders: undefined,
      lang: data.lang || document.documentElement.lang || navigator.language,
      visitor: visitor ?? '',
      visited: !account && isVisited(id),
      showing: undefined,
      placed: false,
      busy: undefined,
    };
    const may = (rule: Rule): boolean =>
      evaluate(rule, asking, context, past).every(
        ({ rule, yes }) => yes || LATER.test(rule) || (rule === 'sample' && visitor === undefined),
      );
    return asking.rules.some(may);
  };
  const navigation = onNavigation(look);
  const offHistory = onHistory(look);
  document.addEventListener('visibilitychange', look);
  const stop = (): void => {
    navigation.stop();
    offHistory();
    document.removeEventListener('visibilitychange', look);
  };
  look();
};
