/** The character set: texts of Lojal on a page that names none, or another one, are decoded wrongly. */
import type { DoctorCheck } from './doctor-check.ts';

const NAME = 'charset';

export const charsetCheck: DoctorCheck = {
  name: NAME,
  ok: 'The page names its character set',
  applies: () => true,
  *find({ headers, markup }) {
    const { metaCharset, charset, accented } = markup;
    const isNamed = metaCharset || /charset=/i.test(headers['content-type'] ?? '');
    const garbled = markup.garbled ?? (charset && charset !== 'UTF-8' && !isNamed ? accented : undefined);
    if (!isNamed)
      yield {
        ...{ level: garbled ? 'fault' : 'warning', check: NAME },
        wrong: `The page does not name its character set${charset ? `, and browsers read it as ${charset}` : ''}${garbled ? `: a text reads "${garbled}"` : ''}`,
        fix: '<meta charset="utf-8"> as the first line of <head>, or Content-Type: text/html; charset=utf-8',
      };
    else if (garbled)
      yield {
        ...{
          level: 'fault',
          check: NAME,
          wrong: `A text of Lojal reads "${garbled}": the file was written in another character set than the page names`,
        },
        fix: 'save the file, or lojal.json, as UTF-8',
      };
  },
};
