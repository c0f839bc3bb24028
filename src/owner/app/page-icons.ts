import { nothing, type SVGTemplateResult, svg } from 'lit';

/** The paths of the icons, drawn on 20 × 20 px. */
const PATHS: Readonly<Record<string, string>> = {
  today: 'M4 5.5h12v11H4zM4 8.5h12M7 3.5v3M13 3.5v3M7.5 12.5l2 2 3.5-3.5',
  answers: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2zM6.5 7.5h7M6.5 10.5h4',
  scores: 'M3.5 16.5h13M5.5 13.5v-4M10 13.5v-9M14.5 13.5v-6',
  customers:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 16.5c0-3 2-5 5-5s5 2 5 5M13 4a3 3 0 0 1 0 5.5M14.5 11.8c1.9.5 3 2.2 3 4.7',
  programme: 'M10 3l2 4.3 4.7.6-3.5 3.2.9 4.7L10 13.5l-4.1 2.3.9-4.7L3.3 7.9 8 7.3z',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M11 4v4M15 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0M9 14a2 2 0 1 1-4 0 2 2 0 0 1 4 0',
  done: 'M4.5 10.5l3.5 3.5 7.5-8',
  back: 'M11.5 4.5L6 10l5.5 5.5M6 10h10',
};

/** An icon beside a word. The word says the same, so assistive technology skips the icon. */
export function icon(name: string): SVGTemplateResult | typeof nothing {
  const path = PATHS[name];
  if (!path) return nothing;
  return svg`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`;
}
