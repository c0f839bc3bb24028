/** Script tags that a consent tool, or a tool that delays scripts, keeps from running. */
import { CONSENT_TOOLS } from './consent-tools.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { addressOf, isScriptFile, lojalTags } from './page-visit.ts';
import { tagText } from './tag-text.ts';

const NAME = 'consent';

/** The types that browsers run; nothing and an empty text are JavaScript. */
const RUNS = /^\s*(module|(text|application)\/(x-)?(java|ecma)script|text\/(jscript|livescript|javascript1\.\d))?\s*$/i;

export const consentCheck: DoctorCheck = {
  name: NAME,
  ok: 'No consent tool holds the script tag back',
  applies: ({ markup }) => lojalTags(markup).length > 0,
  *find({ markup }) {
    for (const script of lojalTags(markup)) {
      const { attributes } = script;
      const { src, type = '' } = attributes;
      const held = !RUNS.test(type) || !src || !isScriptFile(src);
      if (!held) continue;
      const tool = CONSENT_TOOLS.find(({ marks }) => marks(attributes));
      // The address goes back to where browsers look for it.
      const elsewhere = Object.entries(attributes).filter(([name, value]) => name !== 'src' && isScriptFile(value));
      const moved = Object.fromEntries(elsewhere.map(([name]) => [name, undefined]));
      const tag = tagText(
        { src: addressOf(script), ...attributes },
        { src: addressOf(script), type: undefined, ...moved, ...tool?.free },
      );
      const wrong = tool
        ? `${tool.name} holds the script tag back until the visitor agrees`
        : `Browsers do not run a script with ${src ? `type="${type}"` : 'no src'}: a tool of the shop holds the script tag back`;
      yield { level: 'fault', check: NAME, wrong, fix: tag };
    }
  },
};
