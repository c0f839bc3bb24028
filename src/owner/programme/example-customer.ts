/** The example customer of the preview, and how far its sliders go. Money is in major units. */
import { isRecord, valueAt } from './form/form-path.ts';

export type SliderName = 'spend' | 'orders' | 'points';

export interface Slider {
  readonly name: SliderName;
  readonly most: number;
  readonly step: number;
}

const numbersAt = (program: unknown, path: readonly string[], key: string): readonly number[] => {
  const list = valueAt(program, path);
  const found = Array.isArray(list) ? list.map((item) => (isRecord(item) ? item[key] : undefined)) : [];
  return found.filter((n): n is number => typeof n === 'number' && Number.isFinite(n) && n > 0);
};

/** 1, 2 or 5 times a power of ten, at least `n`. */
function round(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  return ([1, 2, 5, 10].find((times) => times * power >= n) ?? 10) * power;
}

/** A slider goes a little further than the highest value that the program names. */
const slider = (name: SliderName, named: readonly number[], otherwise: number): Slider => {
  const most = round(Math.max(otherwise, ...named.map((n) => n * 1.25)));
  return { name, most, step: Math.max(1, most / 200) };
};

/** The sliders that matter in a program: what counts for tiers, and the points. */
export function slidersOf(program: unknown): readonly Slider[] {
  const metric = valueAt(program, ['tiers', 'metric']) ?? 'spend';
  const levels = numbersAt(program, ['tiers', 'levels'], 'from');
  const points = [...numbersAt(program, ['rewards'], 'points'), ...(metric === 'points' ? levels : [])];
  const counted = metric === 'orders' ? slider('orders', levels, 10) : slider('spend', levels, 100);
  return [...(metric === 'points' ? [] : [counted]), slider('points', points, 100)];
}

/** What of a program the preview shows. Without `ask` and `messages`, no card opens on the owner's page, nor the panel of test mode. */
export function shownProgram(program: unknown): unknown {
  if (!isRecord(program)) return {};
  const { ask: _, messages: __, ...shown } = program;
  return shown;
}
