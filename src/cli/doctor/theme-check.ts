/** The theme of the shop: the line that gives Lojal its font, corners and colour. Lojal works without that line. */
import type { DoctorCheck } from './doctor-check.ts';
import { lojalTags } from './page-visit.ts';
import { THEMES } from './theme-variables.ts';

export const themeCheck: DoctorCheck = {
  name: 'theme',
  ok: '',
  applies: ({ markup }) => lojalTags(markup).length > 0,
  *find({ markup: { variables } }) {
    const theme = THEMES.find(({ sign }) => variables[sign]);
    if (!theme) return;
    const lines = Object.entries(theme.values)
      .filter(([ours, [from]]) => variables[from] && !variables[ours])
      .map(([ours, [, value]]) => `${ours}: ${value}`);
    if (lines.length > 0)
      yield {
        ...{ level: 'ok', check: 'theme', wrong: `The theme is ${theme.name}, and its own values can be used` },
        fix: `:root { ${lines.join('; ')} }`,
      };
  },
};
