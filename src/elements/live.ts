/** A live region: a place in the page, there from the start, whose words a screen reader speaks when they come. */
export class Live {
  #frame = 0;

  /** @param place its element, as long as there is one */
  constructor(readonly place: () => Element | null) {}

  /** A frame later: what comes in the frame in which the page changes otherwise may go unheard. */
  say(words: string): void {
    this.#frame = requestAnimationFrame(() => this.#write(words));
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#write('');
  }

  #write(words: string): void {
    const place = this.place();
    if (place) place.textContent = words;
  }
}
