/** The minimum with Lit: the same as vanilla-parts.js as four components, without anything else that a product needs. */
import { css, html, LitElement, nothing } from 'lit';

const group = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

const look = css`
  .track { block-size: 10px; border-radius: 5px; background: #ddd; }
  .fill { block-size: 100%; border-radius: inherit; background: #4a3fc4; inline-size: calc(var(--ratio) * 100%); }
  fieldset { border: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px; }
  label { min-inline-size: 44px; min-block-size: 44px; border: 1px solid #ccc; border-radius: 8px; }
`;

export class BenchPoints extends LitElement {
  static styles = look;
  static properties = { points: { type: Number } };
  render() {
    return html`<h2>Your points</h2>
      <p class="balance">${group(this.points)} points</p>
      <p>${group(1500 - this.points)} points to 10 € off vinyl</p>`;
  }
}

export class BenchTier extends LitElement {
  static styles = look;
  static properties = { value: { type: Number } };
  updated() {
    this.renderRoot.querySelector('.track').style.setProperty('--ratio', String((this.value - 200) / 400));
  }
  render() {
    return html`<h2>Your level</h2>
      <p>Silver</p>
      <div class="track" role="progressbar" aria-label="Your level" aria-valuenow=${Math.floor((this.value - 200) / 4)}>
        <div class="fill"></div>
      </div>
      <p>${group(600 - this.value)} € to Gold</p>`;
  }
}

class Form extends LitElement {
  static styles = look;
  static properties = { open: { state: true }, note: { state: true }, sent: { state: true } };
  #send = async (event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    try {
      const response = await fetch('/answers', { method: 'POST', body: JSON.stringify(Object.fromEntries(data)) });
      if (!response.ok) throw new Error();
      this.sent = true;
    } catch {
      this.note = 'Not sent. Please try again.';
    }
  };
  render() {
    if (this.sent) return html`<p>Thank you!</p>`;
    return html`<form @submit=${this.#send}>
      <fieldset @change=${() => requestAnimationFrame(() => (this.open = true))}>
        <legend>${this.question}</legend>
        ${this.choices.map((choice) => html`<label><input type="radio" name=${this.field} value=${choice} />${choice}</label>`)}
      </fieldset>
      ${this.open ? html`<textarea name="words" maxlength="2000" aria-label="What went wrong?"></textarea><button>Send</button>` : nothing}
      <p role="status">${this.note}</p>
    </form>`;
  }
}

export class BenchNps extends Form {
  question = 'How likely are you to recommend us?';
  choices = [...Array(11).keys()];
  field = 'score';
}
export class BenchReview extends Form {
  question = 'Your rating';
  choices = [1, 2, 3, 4, 5];
  field = 'rating';
}
