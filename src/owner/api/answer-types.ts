/** The answers as the owner's routes give them. */
import type { QuestionKind } from '../../registry.ts';

export type ReviewDecision = 'approved' | 'rejected' | 'pending';

/** What a customer wrote or chose. Every text is the customer's: show it as text only. */
export interface AnswerData {
  readonly revision: number;
  readonly lang: string;
  readonly asked?: { readonly text: string; readonly version: string; readonly at: string; readonly page: string };
  readonly score?: number;
  readonly comment?: string;
  /** Whether the shop may write to the customer about this answer. */
  readonly contact?: boolean;
  readonly choices?: readonly string[];
  readonly texts?: readonly string[];
  readonly other?: string;
  readonly rating?: number;
  readonly title?: string;
  readonly body?: string;
  readonly author?: { readonly name?: string; readonly display: string };
  readonly product?: { readonly id: string; readonly name?: string } | string;
  readonly order?: string;
  readonly purpose?: string;
  readonly incentive?: string;
  readonly consent?: { readonly publish: boolean; readonly scopes: readonly string[] };
}

/** One answer with what the owner did about it. */
export interface Answer {
  readonly id: string;
  /** The CloudEvent as it was posted. */
  readonly event: {
    readonly type: string;
    readonly time: string;
    readonly subject?: string;
    readonly data: AnswerData;
  };
  readonly received: string;
  /** Whether a token proved the customer. */
  readonly verified: boolean;
  /** Reviews only. */
  readonly state?: 'suspect' | ReviewDecision;
  readonly revision: number;
  readonly handled: boolean;
  /** Why a review was decided as it is. */
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly reply?: string | null;
  readonly repliedAt?: string | null;
  readonly tags?: readonly string[];
  /** Whether a reply can reach the customer: a token proved who answered. */
  readonly reachable?: boolean;
  readonly cursor: string;
}

export interface AnswerPage {
  readonly answers: readonly Answer[];
  readonly next: string | null;
  /** How many answers the selection has. */
  readonly total?: number;
}

/** What the owner may change. */
export interface AnswerChange {
  readonly state?: ReviewDecision;
  /** Why a review was rejected. */
  readonly reason?: string;
  /** Null removes it. */
  readonly reply?: string | null;
  readonly handled?: boolean;
  /** Null removes it. */
  readonly note?: string | null;
  readonly tags?: readonly string[];
}

/** The kind of question: `nps` of `lojal.nps.answered.v1`. */
export const kindOf = (answer: Answer): QuestionKind => (answer.event.type.split('.')[1] ?? 'nps') as QuestionKind;
