/** A page of the browser model: the real program, questions and stores, without a document. Bundled, and run once for each page. */
import { LitElement, type PropertyValues } from 'lit';
import { LojalNps } from '../../../src/elements/nps/nps.ts';
import { LojalReview } from '../../../src/elements/review/review.ts';
import { track } from '../../../src/loader/part-rules.ts';
import { setOptions } from '../../../src/loader/program-options.ts';
import { LojalProgram } from '../../../src/provider/program.ts';
import { recallLevel, rememberLevel } from '../../../src/provider/seen-levels.ts';
import { openHistory } from '../../../src/triggers/history-storage.ts';
import { isVisited, noteVisit } from '../../../src/triggers/visit.ts';

type Element = new (...given: never[]) => LitElement;
const updateOf = (Object.getPrototypeOf(LitElement.prototype) as { update(changed: PropertyValues): void }).update;

/** An element that keeps its state and renders nothing. */
const headless = <E extends Element>(element: E): E => {
  // Creates the accessors of the properties, as the registration does.
  void (element as unknown as typeof LitElement).observedAttributes;
  const { prototype } = element as unknown as { prototype: Record<string, unknown> };
  prototype.createRenderRoot = () => ({ addEventListener() {}, querySelector: () => null, querySelectorAll: () => [] });
  prototype.update = function (this: LitElement, changed: PropertyValues) {
    updateOf.call(this, changed);
  };
  return element;
};

headless(LojalProgram);
headless(LojalNps as unknown as Element);
headless(LojalReview as unknown as Element);

/** The state of a form, as the customer sees it. */
interface Form {
  phase: string | undefined;
  heading?: string;
  body?: string;
  comment?: string;
  score?: number;
  stars?: number;
  draft: { save(): void };
  submit(event: { preventDefault(): void }): void;
}
type Connected = { connectedCallback(): void; disconnectedCallback(): void; isConnected: boolean };

const program = new LojalProgram();
document.querySelector = ((selector: string) =>
  selector === 'lojal-program' ? program : null) as typeof document.querySelector;
const review = new LojalReview();
const nps = new LojalNps();
const form = (of: unknown): Form => of as Form;
const connect = (element: unknown): void => {
  (element as Connected).isConnected = true;
  (element as Connected).connectedCallback();
};

const page = {
  start(given: object) {
    Object.assign(program, { endpoint: 'https://shop.example/answers', ...given });
    connect(program);
    for (const question of [review, nps]) connect(question);
  },
  /** @param byScript whether a script calls `lojal.configure()`; a framework sets the properties itself */
  configure(given: object, byScript: boolean) {
    if (byScript) setOptions(program, given);
    else Object.assign(program, given);
  },
  write(words: string) {
    if (form(review).phase === 'open') {
      form(review).body = `${form(review).body ?? ''}${words}`;
      form(review).draft.save();
    }
    if (form(nps).phase === 'open') {
      form(nps).score = 9;
      form(nps).comment = `${form(nps).comment ?? ''}${words}`;
      // As the fields do.
      const { autosave } = page;
      autosave();
    }
  },
  autosave() {
    const answer = (nps as unknown as { answer(): never }).answer();
    form(nps).draft.save();
    program.deliver(answer, nps, true);
  },
  send() {
    for (const question of [form(review), form(nps)]) {
      if (question === form(review) && question.phase === 'open') question.stars ??= 4;
      question.submit({ preventDefault() {} });
    }
  },
  again() {
    for (const question of [review, nps]) if (form(question).phase !== 'open') question.show();
  },
  /** The review is drawn anew by the shop's script. */
  redraw() {
    (review as unknown as Connected).disconnectedCallback();
    (review as unknown as Connected).isConnected = false;
  },
  remember(order: string) {
    void track({}, () => Promise.resolve(program), 'purchase', { order });
    noteVisit(program.storage, program.customerId);
    rememberLevel(program.customerId ?? '', 'level', order);
  },
  forget: () => program.forget(),
  /** All that this page shows and knows. */
  see() {
    const { customerId, waiting, data, hadCustomer } = program;
    return {
      customer: customerId,
      waiting,
      hadCustomer,
      points: data?.account?.points,
      shown: [form(review).body, form(nps).comment].join(''),
      /** The texts in forms that are on the page. */
      visible: [
        [review, form(review).body],
        [nps, form(nps).comment],
      ]
        .filter(([question]) => /open|saving|failed/.test(String(form(question).phase)))
        .map(([, text]) => text ?? '')
        .join(''),
      phases: [form(review).phase, form(nps).phase],
      orders: (openHistory(program.storage, customerId).read().events.purchase ?? []).map(({ order }) => order),
      level: recallLevel(customerId ?? '', 'level'),
      visited: isVisited(customerId),
    };
  },
};

export type ModelPage = typeof page;
(globalThis as { modelPage?: ModelPage }).modelPage = page;
