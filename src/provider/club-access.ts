import type { ClubAccess } from '../elements/shared/club-host.ts';
import { isSampled } from '../rules/sampling.ts';
import { callServer } from './call-server.ts';
import { keepClaim, keptClaim } from './kept-claim.ts';
import type { PageProgram } from './page-programs.ts';

/** The key of the page's address that has the code of an invitation. */
const QUERY = 'lojal-referral';
/** The most letters of a code. */
const LONGEST = 200;

/**
 * What the elements of a program that earn and redeem need.
 *
 * @throws TypeError (rejects) when the full reader cannot be loaded
 */
export async function clubAccess(program: PageProgram): Promise<ClubAccess> {
  const { readClub } = await import('./read-club.ts');
  return {
    read: readClub,
    call: (...request) => callServer(program, ...request),
    ask: (kind) =>
      import('../triggers/show-question.ts').then((one) => one.showQuestion(program, kind, kind)).catch(() => false),
    isHeldOut: ({ id, holdout }) => isSampled(program.customerId ?? '', `campaign:${id}`, holdout),
    get invitation() {
      const code = new URLSearchParams(location.search).get(QUERY) ?? '';
      return code.length <= LONGEST ? code : '';
    },
    get claim() {
      return keptClaim(program.storage, program.customerId);
    },
    keepClaim: (code) => keepClaim(program.storage, program.customerId, code),
  };
}
