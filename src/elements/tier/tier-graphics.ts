/**
 * The ring and the stamp card, loaded when a page shows one. Drawn with SVG attributes, so that they need no style sheet,
 * and in `currentcolor`, which forced-colors mode replaces.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { count } from '../../locales/numbers.ts';
import type { Snapshot, Standing } from '../../loyalty/types.ts';

/** Most stamps on a card: more are hard to count at a glance. */
const MOST = 30;
/** Stamps in a row, and the width of a stamp with its spacing (px). */
const [ROW, SIZE] = [5, 48];

const TICK = 'M-6 0l4 4 8-9';

/** Called when a card would have more stamps than `most`. */
type ReportTooMany = (stamps: number, most: number) => void;

/** The ring, or a stamp card where the next level needs few orders or points; otherwise nothing, and a bar is shown. */
export function tierGraphic(
  { variant }: { readonly variant: string },
  locale: Locale,
  { metric, value, next, level }: Standing,
  [ratio, cart]: readonly [number, number],
  reportTooMany: ReportTooMany,
): TemplateResult | undefined {
  const rtl = locale.t('dir') === 'rtl';
  if (variant === 'ring') return ring(ratio, cart, rtl);
  const all = (next ?? level).from;
  return metric !== 'spend' && fits(all, reportTooMany) ? stamps(value, all, locale, rtl) : undefined;
}

/**
 * The stamp card for the next reward, with one stamp for each point of its price. Nothing without a reward, or with more
 * than 30 stamps.
 *
 * @param given the customer's points, in place of those in the snapshot
 */
export function stampCard(
  locale: Locale,
  known: Snapshot | undefined,
  given: number | undefined,
  reportTooMany: ReportTooMany,
): TemplateResult | undefined {
  const done = given ?? known?.points?.spendable;
  const rewards = known?.rewards.map(({ reward }) => reward) ?? [];
  const reward = rewards.find(({ points }) => points > (done ?? 0)) ?? rewards.at(-1);
  if (!known || !reward || done === undefined || !fits(reward.points, reportTooMany)) return undefined;
  const { points: all } = reward;
  const name = locale.text(reward.name);
  const missing = all - done;
  const { label } = known.program.points;
  const way =
    missing > 0
      ? locale.t('toReward', {
          n: missing,
          amount: (form) => count(locale, missing, label, 'points', form),
          reward: name,
        })
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
      aria-valuetext=${way}
    >
      ${stamps(now, all, locale, locale.t('dir') === 'rtl')}
    </div>
    <p class="way" part="label">${way}</p>
  </div>`;
}

function fits(all: number, reportTooMany: ReportTooMany): boolean {
  const few = Number.isInteger(all) && all > 0 && all <= MOST;
  if (!few) reportTooMany(all, MOST);
  return few;
}

/**
 * @param ratio the filled share of the ring, 0 to 1
 * @param cart the share that the cart would fill, drawn lighter
 * @param rtl fills counter-clockwise, in the reading direction
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

/** @param done number of the `all` stamps that were given, from where reading starts */
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
