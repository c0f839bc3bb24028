/** Draws cost curves on logarithmic axes, where linear growth is a line at 45°. */

export interface Curve {
  readonly name: string;
  readonly unit: string;
  /** Pairs of number and cost, both above 0. */
  readonly points: readonly (readonly [number, number])[];
}

const [WIDTH, HEIGHT, LEFT, TOP, PLOT] = [340, 340, 60, 50, 240];

const round = (value: number): string => value.toFixed(1);
const decades = (low: number, high: number): number[] => {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return [...Array(to - from + 1).keys()].map((at) => from + at);
};
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 6 });
const label = (decade: number): string => SHORT.format(10 ** decade);

function panel({ name, unit, points }: Curve, at: number): string {
  const across = decades(Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x)));
  const up = decades(Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y)));
  // A decade has the same length on both axes, so that linear growth is at 45°.
  const size = PLOT / Math.max(across.length - 1, up.length - 1, 1);
  const x = (value: number) => LEFT + (Math.log10(value) - (across[0] ?? 0)) * size;
  const y = (value: number) => TOP + PLOT - (Math.log10(value) - (up[0] ?? 0)) * size;
  const grid = [
    ...across.map(
      (one) =>
        `<path d="M${round(x(10 ** one))} ${TOP}V${TOP + PLOT}" class="grid"/><text x="${round(x(10 ** one))}" y="${TOP + PLOT + 18}" text-anchor="middle">${label(one)}</text>`,
    ),
    ...up.map(
      (one) =>
        `<path d="M${LEFT} ${round(y(10 ** one))}H${LEFT + PLOT}" class="grid"/><text x="${LEFT - 8}" y="${round(y(10 ** one) + 4)}" text-anchor="end">${label(one)}</text>`,
    ),
  ];
  const [[first, cost] = [1, 1]] = points;
  const last = points.at(-1)?.[0] ?? first;
  // The line at 45° ends at the border of the panel.
  const way = Math.min(x(last) - x(first), y(cost) - TOP);
  const ideal = `<path d="M${round(x(first))} ${round(y(cost))}l${round(way)} ${round(-way)}" class="ideal"/>`;
  const line = `<path d="M${points.map(([n, ms]) => `${round(x(n))} ${round(y(ms))}`).join('L')}" class="line"/>`;
  const dots = points.map(([n, ms]) => `<circle cx="${round(x(n))}" cy="${round(y(ms))}" r="3.5"/>`);
  return `<svg x="${at * WIDTH}" width="${WIDTH}" height="${HEIGHT}"><title>${name}, ${unit}</title><text x="${LEFT}" y="20" class="name">${name}</text><text x="${LEFT}" y="38">${unit}</text>${grid.join('')}${ideal}${line}${dots.join('')}</svg>`;
}

/** Draws one picture with a panel per curve. The dashed line shows linear growth from the first point. */
export function draw(curves: readonly Curve[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * curves.length} ${HEIGHT}" font-family="sans-serif" font-size="11" fill="#333">
<title>How cost grows</title>
<style>.grid{stroke:#ddd}.line{fill:none;stroke:#4a3fc4;stroke-width:2}.ideal{stroke:#999;stroke-dasharray:4 4}circle{fill:#4a3fc4}.name{font-weight:bold;font-size:13px}svg svg{overflow:hidden}</style>
<rect width="100%" height="100%" fill="#fff"/>
${curves.map(panel).join('\n')}
</svg>
`;
}
