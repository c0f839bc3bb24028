/**
 * Tells the server how questions and messages are received, for a program with `measure`. A count has the name, the version of
 * the shop's wording and what happened: nothing about the customer.
 */
import { VERSION_LETTERS } from '../config/config-limits.ts';
import type { AnswerEvent, ClosedEvent, DismissEvent, ShownEvent } from '../elements/shared/events.ts';
import { toJson } from '../json.ts';
import { isMeasured } from './is-measured.ts';
import { type PageProgram, pageProgram } from './page-programs.ts';
import { resolveUrl } from './resolve-url.ts';
import { hasRefused } from './seen-levels.ts';

type What = 'shown' | 'dismissed' | 'answered' | 'abandoned';

const measuring = new WeakSet<PageProgram>();

/** The version of the shop's wording of a question, or an empty text. */
function versionOf({ data }: PageProgram, name: string): string {
  const ask = data?.program.ask ?? {};
  const version: unknown = Object.hasOwn(ask, name) ? Object(ask[name]).version : undefined;
  return typeof version === 'string' && version.length <= VERSION_LETTERS ? version : '';
}

/** Sends a count. One attempt, which may outlive the page: a count that is lost is not worth a second request. */
function send(program: PageProgram, name: string, what: What): void {
  const url = resolveUrl(program.at('seen'));
  // Another program of the page may have taken its place.
  if (!url || pageProgram() !== program || !isMeasured(program) || hasRefused(program.customerId ?? '')) return;
  fetch(url, {
    method: 'POST',
    // Needs no preflight, which would be lost with the page.
    headers: { 'content-type': 'text/plain' },
    body: toJson({ name, version: versionOf(program, name), what }),
    keepalive: true,
    credentials: 'omit',
    redirect: 'error',
  }).catch(() => {});
}

/** Sends the counts of the questions and messages that a program serves, as long as the page lives. */
export function measureReception(program: PageProgram): void {
  if (measuring.has(program)) return;
  measuring.add(program);
  /** What came by itself and was neither answered nor dismissed so far, with its name. */
  const open = new Map<EventTarget, string>();
  /** The ids of answers that were counted: an answer is raised again when it is edited. */
  const answered = new Set<string>();
  const on = <T extends Event & { readonly name: string }>(
    type: string,
    listen: (event: T, target: EventTarget) => void,
  ): void =>
    // The listeners of the page, which can prevent an answer, run before those of the window.
    window.addEventListener(type, (event) => {
      const path = event.composedPath();
      const around = path.find((one) => (one as Partial<Element>).localName === program.localName);
      if ((around ?? program) === program && path[0]) listen(event as T, path[0]);
    });
  const settle = (target: EventTarget, name: string, what: What): void => {
    open.delete(target);
    send(program, name, what);
  };
  const leave = (): void => {
    for (const [target, name] of open) settle(target, name, 'abandoned');
  };
  on<ShownEvent>('lojal-shown', ({ name, automatic }, target) => {
    send(program, name, 'shown');
    if (automatic) open.set(target, name);
    // After the listener of the outbox, which may send a half-given answer.
    removeEventListener('pagehide', leave);
    addEventListener('pagehide', leave);
  });
  on<DismissEvent>('lojal-dismiss', ({ name }, target) => settle(target, name, 'dismissed'));
  on<AnswerEvent>('lojal-answer', ({ name, answer, defaultPrevented }, target) => {
    if (!defaultPrevented && !answered.has(answer.id)) settle(target, name, 'answered');
    answered.add(answer.id);
    open.delete(target);
  });
  on<ClosedEvent>('lojal-closed', ({ name }, target) => {
    if (open.has(target)) settle(target, name, 'abandoned');
  });
  // A message is answered by its link.
  document.addEventListener('click', (event) => {
    const [link, ...around] = event.composedPath() as Partial<Element>[];
    const card = around.find((one) => open.has(one as Element));
    const name = card && open.get(card as Element);
    if (name?.startsWith('message:') && link?.localName === 'a') settle(card as Element, name, 'answered');
  });
}
