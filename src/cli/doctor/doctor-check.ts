/** One check of the doctor. */
import type { DoctorFinding } from './doctor-finding.ts';
import type { Visit } from './page-visit.ts';

export interface DoctorCheck {
  readonly name: string;
  /** What the line says when nothing was found. */
  readonly ok: string;
  /** Whether the visit has seen what the check needs. Without it, the check says nothing. */
  readonly applies: (visit: Visit) => boolean;
  /** Checks whose faults hide what this one looks for: after such a fault, finding nothing means nothing. */
  readonly rests?: readonly string[];
  /** @param earlier what the checks before this one have found */
  readonly find: (visit: Visit, earlier: readonly DoctorFinding[]) => Iterable<DoctorFinding>;
}
