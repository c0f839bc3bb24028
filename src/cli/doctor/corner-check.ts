/** The button of the panel in its corner: covered by the page, covering the page, or outside of the window. */
import type { DoctorCheck } from './doctor-check.ts';

const NAME = 'corner';

export const cornerCheck: DoctorCheck = {
  name: NAME,
  ok: 'Nothing covers the button of the panel',
  applies: ({ corner }) => corner !== undefined,
  *find({ corner, width }) {
    if (!corner) return;
    const { position, coveredBy, covers, outside } = corner;
    const other = `data-panel="${position === 'end' ? 'start' : 'end'}"`;
    const base = { level: 'fault', check: NAME, width } as const;
    if (outside) yield { ...base, wrong: 'The button of the panel is outside of the window', fix: other };
    if (coveredBy)
      yield {
        ...base,
        wrong: `${coveredBy} covers the button of the panel`,
        fix: other,
      };
    if (covers) yield { ...base, wrong: `The button of the panel covers ${covers}`, fix: other };
  },
};
