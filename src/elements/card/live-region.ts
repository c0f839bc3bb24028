/** A live region: an element in the page whose text a screen reader speaks when it changes. */
export class LiveRegion {
  #frame = 0;

  /** @param find returns the element of the region, if it is rendered */
  constructor(readonly find: () => Element | null) {}

  /** Sets the text a frame later: screen readers may miss a text that comes together with other changes. */
  announce(text: string): void {
    this.#frame = requestAnimationFrame(() => this.#write(text));
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#write('');
  }

  #write(text: string): void {
    const region = this.find();
    if (region) region.textContent = text;
  }
}
