/** Virtual time: a heap of timers, each run as a task of its own, with all its microtasks, before the next. */

export interface Timer {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

const task = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Clock {
  /** ms since 1970: the true time. A tab's own clock may differ. */
  now: number;
  /** Timers that ran: a busy loop shows here. */
  turns = 0;
  readonly #heap: Timer[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  after(ms: number, run: () => void): Timer {
    const timer = { at: this.now + Math.max(0, ms), order: this.#order++, run };
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(timer, heap[up] as Timer)) break;
      heap[at] = heap[up] as Timer;
      at = up;
    }
    heap[at] = timer;
    return timer;
  }

  cancel(timer: Timer): void {
    timer.run = undefined;
  }

  /** Lets time pass until `end`, or until `stop` says so. */
  async until(end: number, stop: () => boolean): Promise<void> {
    await task();
    while (!stop()) {
      const next = this.#heap[0];
      if (!next || next.at > end) break;
      this.#drop();
      const { run } = next;
      if (!run) continue;
      next.run = undefined;
      this.now = Math.max(this.now, next.at);
      this.turns++;
      run();
      await task();
    }
    this.now = Math.max(this.now, end);
  }

  /** Takes the earliest away. */
  #drop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    if (!heap.length) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && before(heap[down + 1] as Timer, heap[down] as Timer)) down++;
      if (!before(heap[down] as Timer, last)) break;
      heap[at] = heap[down] as Timer;
      at = down;
    }
    heap[at] = last;
  }
}

const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);
