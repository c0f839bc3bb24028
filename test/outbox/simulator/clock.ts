/**
 * Virtual time: a heap of timers. Each timer runs in a task of its own, and all its microtasks run before the next
 * timer.
 */

export interface Timer {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

const task = () => new Promise<void>((resolve) => setImmediate(resolve));

export class Clock {
  /** The true time in ms since 1970. The clock of a tab may differ. */
  now: number;
  /** The number of timers that ran. A busy loop makes this number large. */
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

  /** Runs timers until `end`, or until `stop` returns true. */
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

  /** Removes the earliest timer. */
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
