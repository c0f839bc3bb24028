import type { ReactiveController, ReactiveElement } from 'lit';

/** A question counts as shown once half of it has been in view for this long (ms), on a visible page. */
const LOOK = 1000;
/** When the browser reports how much of a question is in view. The lower ones are for a question higher than the screen. */
const PARTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5];

/** The element of a question that the customer sees: its card, or its content in the page. */
const visibleBox = (root: ParentNode): Element | null => root.querySelector('.pane') ?? root.querySelector('.root');

/** Notices when the customer has seen a question. */
export class SeenController implements ReactiveController {
  /** The element that is observed. */
  #box: Element | null = null;
  #observer: IntersectionObserver | undefined;
  #inView = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param wanted whether the question is open and has not been seen yet
   * @param seen called each time that the question has been seen
   */
  constructor(
    readonly element: ReactiveElement,
    readonly wanted: () => boolean,
    readonly seen: () => void,
  ) {
    element.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** To call after each update, once a card is in the top layer: Firefox does not notice that an observed element enters it. */
  look(): void {
    const box = this.wanted() ? visibleBox(this.element.renderRoot) : null;
    if (box === this.#box) return;
    this.#stop();
    if (!box) return;
    this.#box = box;
    document.addEventListener('visibilitychange', this.#wait);
    this.#observer = new IntersectionObserver(
      (entries) => {
        const { intersectionRatio, intersectionRect } = entries[entries.length - 1] as IntersectionObserverEntry;
        this.#inView = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
        this.#wait();
      },
      { threshold: PARTS },
    );
    this.#observer.observe(box);
  }

  #wait = (): void => {
    clearTimeout(this.#timer);
    if (this.#inView && document.visibilityState !== 'hidden') this.#timer = setTimeout(this.#decide, LOOK);
  };

  #decide = (): void => {
    if (!this.wanted()) return;
    // Nothing tells when a transparent element appears.
    if (this.#box?.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) === false) this.#wait();
    else {
      this.#stop();
      this.seen();
    }
  };

  #stop(): void {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#wait);
    this.#observer = undefined;
    this.#box = null;
    this.#inView = false;
  }
}
