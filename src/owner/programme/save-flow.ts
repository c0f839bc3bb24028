import { errorSentence } from '../api/error-sentence.ts';
import { RequestFault } from '../api/request-fault.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import type { EffectState } from './effect-panel.ts';
import { effectSentences } from './effect-sentences.ts';
import { isLoss, summaryOf } from './effect-summary.ts';
import type { ProgramDraft } from './program-draft.ts';
import { faultsOf, readDraft, readEffect, saveProgram } from './program-requests.ts';

interface SaveHost {
  owner(): OwnerContext;
  draft(): ProgramDraft;
  /** The draft, or what is known of it, has changed. */
  changed(): void;
  /** Asks the owner whether to save all the same. */
  ask(heading: string, sentences: readonly string[]): unknown;
}

/** From "Save" to a saved version: the effect first, and a question if customers lose something. */
export class SaveFlow {
  effect: EffectState = { status: 'none' };
  isBusy = false;
  /** What happened last; empty for nothing. */
  message = '';
  readonly #host: SaveHost;
  #from: string | undefined;

  constructor(host: SaveHost) {
    this.#host = host;
  }

  /** Computes the effect. Resolves to whether the server found no fault in the program. */
  async preview(): Promise<boolean> {
    const draft = this.#host.draft();
    const { program, saved } = draft;
    this.effect = { status: 'busy' };
    this.#host.changed();
    try {
      const effect = await readEffect(this.#host.owner().client, program);
      this.effect = { status: 'known', effect, before: saved, after: program };
      draft.faults = [];
    } catch (error) {
      draft.faults = faultsOf(error);
      // The faults stand beside their fields.
      this.effect = draft.faults.length > 0 ? { status: 'none' } : { status: 'failed', error };
    }
    this.#host.changed();
    return draft.faults.length === 0;
  }

  /** @param from the first day of the rules; undefined for today */
  async start(from: string | undefined): Promise<void> {
    const draft = this.#host.draft();
    const { words } = this.#host.owner();
    if (this.isBusy) return;
    this.#from = from;
    this.message = draft.isBroken ? words.t('programme.brokenFields') : '';
    this.#host.changed();
    if (draft.isBroken) return;
    // Before the first program there is nothing to lose.
    if (draft.newest === 0) return this.save();
    this.isBusy = true;
    const isFresh = this.effect.status === 'known' && this.effect.after === draft.program;
    const isAccepted = isFresh || (await this.preview());
    this.isBusy = false;
    this.#host.changed();
    if (!isAccepted) return;
    const losses = this.#losses();
    if (losses.length === 0) return this.save();
    const isKnown = this.effect.status === 'known';
    this.#host.ask(words.t(isKnown ? 'programme.lossTitle' : 'programme.effect'), losses);
  }

  /** What customers lose, in sentences; that nobody knows it, where the effect could not be computed. */
  #losses(): readonly string[] {
    const { words } = this.#host.owner();
    if (this.effect.status !== 'known') return [words.t('programme.lossUnknown')];
    const { effect, before, after } = this.effect;
    if (!isLoss(effect, summaryOf(effect, before, after))) return [];
    const bad = effectSentences(words, effect, before, after).filter(({ isBad }) => isBad);
    return bad.map(({ text }) => text);
  }

  async save(): Promise<void> {
    const draft = this.#host.draft();
    const { client, words } = this.#host.owner();
    if (this.isBusy) return;
    this.isBusy = true;
    this.#host.changed();
    try {
      await saveProgram(client, draft, this.#from);
      this.effect = { status: 'none' };
      this.message = words.t('programme.saved', { version: String(draft.newest) });
    } catch (error) {
      draft.faults = faultsOf(error);
      this.message = draft.faults.length > 0 ? '' : errorSentence(words, error);
      // The view says who was faster.
      if (error instanceof RequestFault && error.status === 412) await readDraft(client, draft).catch(() => undefined);
    }
    this.isBusy = false;
    this.#host.changed();
  }
}
