/**
 * The rarer pictures of the way to a tier: a ring, and the paper stamp card. Loaded when a page asks for one. Drawn with
 * attributes alone, so that no style has to follow; in the text's colour, which forced colours know.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Snapshot, Standing } from '../core/types.ts';
import type { Locale } from '../i18n/locale.ts';
import { count } from '../i18n/numbers.ts';
import { warn } from './warn.ts';

/** A stamp card of more could not be taken in at a glance. */
const MOST = 30;
/** Stamps in a row, and what one takes with the space around it. */
const [ROW, SIZE] = [5, 48];

const TICK = 'M-6 0l4 4 8-9';

/** Of a level that is reached by so many orders or points; a bar does for all else. */
export function picture(
  { variant }: { readonly variant: string },
  locale: Locale,
  { metric, value, next, level }: Standing,
  [ratio, cart]: readonly [number, number],
): TemplateResult | undefined {
  const rtl = locale.t('dir') === 'rtl';
  if (variant === 'ring') return ring(ratio, cart, rtl);
  const all = (next ?? level).from;
  return metric !== 'spend' && fits(all) ? stamps(value, all, locale, rtl) : undefined;
}

/**
 * The card on the way to the next reward, as many stamps long as that has points; nothing where there is none, or too
 * many.
 *
 * @param given instead of the points that the snapshot knows of
 */
export function stampCard(locale: Locale, known: Snapshot | undefined, given?: number): TemplateResult | undefined {
  const done = given ?? known?.points?.spendable;
  const rewards = known?.rewards.map(({ reward }) => reward) ?? [];
  const reward = rewards.find(({ points }) => points > (done ?? 0)) ?? rewards.at(-1);
  if (!known || !reward || done === undefined || !fits(reward.points)) return undefined;
  const { points: all } = reward;
  const name = locale.text(reward.name);
  const way =
    done < all
      ? locale.t('toReward', { amount: count(locale, all - done, known.program.points.label), reward: name })
      : locale.t('reached', { reward: name });
  const now = Math.min(Math.max(done, 0), all);
  return html`<div class="card" part="card">
    <p class="row"><span class="level" part="heading"><bdi>${name}</bdi></span></p>
    <div
      class="picture"
      part="track"
      role="progressbar"
      aria-label=${locale.t('balance')}
      aria-valuemin="0"
      aria-valuemax=${all}
      aria-valuenow=${now}
      aria-valuetext=${`${name}. ${way}`}
    >
      ${stamps(now, all, locale, locale.t('dir') === 'rtl')}
    </div>
    <p class="way" part="label">${way}</p>
  </div>`;
}

function fits(all: number): boolean {
  const few = Number.isInteger(all) && all > 0 && all <= MOST;
  if (!few)
    warn('lojal-tier', `variant is "stamps", the next reward or level needs ${all}; at most ${MOST} are accepted`);
  return few;
}

/**
 * @param ratio how much of the ring is closed, 0 to 1; so much more of it, in a lighter colour, would the cart close
 * @param rtl closes against the clock, as one reads
 */
function ring(ratio: number, cart: number, rtl: boolean): TemplateResult {
  const arc = (part: number, opacity: string, name?: string): TemplateResult | typeof nothing =>
    part > 0
      ? svg`<circle r="30" pathLength="100" stroke-dasharray="${part * 100} 100" stroke-opacity=${opacity} part=${name ?? nothing}></circle>`
      : nothing;
  return html`<svg viewBox="-36 -36 72 72" width="80" height="80" aria-hidden="true" color="var(--accent)" fill="none">
    <g transform="scale(${rtl ? -1 : 1} 1) rotate(-90)" stroke="currentcolor" stroke-width="9">
      <circle r="30" stroke="var(--text)" stroke-opacity="0.15"></circle>
      ${arc(cart, '0.4')}${arc(ratio, '1', 'fill')}
    </g>
    ${ratio < 1 ? nothing : svg`<path d=${TICK} transform="scale(1.8)" stroke="currentcolor" stroke-width="2.5"></path>`}
  </svg>`;
}

/** @param done how many of `all` have been given; the first stands where one begins to read */
function stamps(done: number, all: number, locale: Locale, rtl: boolean): TemplateResult {
  const row = Math.min(ROW, all);
  const [width, height] = [row * SIZE, Math.ceil(all / row) * SIZE];
  return html`<svg
    viewBox="0 0 ${width} ${height}"
    width=${width}
    height=${height}
    aria-hidden="true"
    fill="none"
    stroke-width="2"
  >
    ${[...Array(all).keys()].map((at) => {
      const x = ((at % row) + 0.5) * SIZE;
      const place = `translate(${rtl ? width - x : x} ${(Math.floor(at / row) + 0.5) * SIZE})`;
      return at < done
        ? svg`<g part="step fill" transform=${place} color="var(--brand)">
            <circle r="19" fill="currentcolor" stroke="var(--accent)"></circle><path d=${TICK} transform="scale(1.3)" stroke="var(--on-accent)"></path>
          </g>`
        : svg`<g part="step" transform=${place} stroke="var(--line)">
            <circle r="19" stroke-dasharray=${at === all - 1 ? nothing : '4 4.5'}></circle>
            <text y="5" text-anchor="middle" font-size="14" fill="var(--muted)" stroke="none">${locale.number(at + 1)}</text>
          </g>`;
    })}
  </svg>`;
}
