/** The script tag: whether there is one, whether there are two, and whether the page calls Lojal before the script has loaded. */
import { pageMessages } from '../../diagnostics/page-messages.ts';
import { QUESTION_ELEMENTS } from '../../registry.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { type DoctorFinding, fromCatalogue } from './doctor-finding.ts';
import { addressOf, lojalTags, type Visit } from './page-visit.ts';
import { tagText } from './tag-text.ts';

const NAME = 'tag';

/** Errors of a page that uses `lojal` as if the script had loaded. */
const TOO_EARLY =
  /\blojal is not defined|\blojal\.(configure|track|show|explain|consent|forget) is not a function|of undefined \(reading '(configure|track|show|explain|consent|forget)'\)/;

function* findCopies({ markup, url }: Visit): Generator<DoctorFinding> {
  const [first, ...others] = lojalTags(markup);
  if (!first) return;
  const isWhole = (address: string) => address.includes('.all.');
  if (others.some((one) => isWhole(addressOf(one)) !== isWhole(addressOf(first)))) {
    yield fromCatalogue('fault', NAME, 'lojal/script-twice', pageMessages['lojal/script-twice']());
    return;
  }
  const absolute = (address: string) => (URL.canParse(address, url) ? new URL(address, url).href : address);
  for (const other of others.slice(0, 3)) {
    const isSame = absolute(addressOf(other)) === absolute(addressOf(first));
    yield {
      ...{ level: 'warning', check: NAME },
      wrong: `The page has lojal.js ${isSame ? 'twice' : 'from two addresses'}, and only the one that loads first is used`,
      fix: `remove ${tagText(other.attributes)}`,
    };
  }
}

const hasRules = ({ markup }: Visit): boolean =>
  markup.scripts.some(
    ({ attributes, text }) => attributes['data-lojal'] === 'program' && /"(ask|messages)"/.test(text),
  ) || lojalTags(markup).some(({ attributes }) => attributes['data-program'] || attributes['data-server']);

export const tagCheck: DoctorCheck = {
  name: NAME,
  ok: 'The page has the script tag once',
  applies: () => true,
  *find(visit) {
    const { markup, errors } = visit;
    const isRunning = markup.elements.some(({ tag, defined }) => defined && tag.startsWith('lojal-'));
    const tags = lojalTags(markup);
    // Code inside of a bundle needs no tag.
    if (tags.length === 0 && !isRunning) {
      // A bundle, or a tag manager, may bring the script.
      const isSure = visit.width !== undefined;
      const wrong = isSure
        ? 'The page has no script tag of Lojal'
        : 'The server sends the page without a script tag of Lojal';
      yield {
        ...{ level: isSure ? 'fault' : 'warning', check: NAME, wrong },
        fix: '<script src="/lojal.js" async></script>',
      };
      return;
    }
    yield* findCopies(visit);
    if (errors.some((one) => TOO_EARLY.test(one)))
      yield {
        ...{ level: 'fault', check: NAME, wrong: 'A script of the page calls lojal before the script tag has loaded' },
        fix: '(window.lojal ||= []).push((lojal) => { lojal.configure({ … }) })',
      };
    const hasPanel = tags.some(({ attributes }) => attributes['data-panel']);
    if (markup.elements.every(({ tag }) => tag === 'lojal-program') && !hasPanel && !hasRules(visit))
      yield {
        ...{
          level: 'warning',
          check: NAME,
          wrong: 'The page has the script tag and no element of Lojal: nothing shows',
        },
        fix: `<lojal-points></lojal-points>, <lojal-${QUESTION_ELEMENTS[0]}></lojal-${QUESTION_ELEMENTS[0]}> …, or data-panel="end" on the script tag`,
      };
  },
};
