/** What must hold of what was seen: kept apart from the outbox, which is never asked. */
import type { Kept, News } from '../../../src/delivery/letter.ts';
import type { Clock } from './clock.ts';
import type { Cause, User } from './disk.ts';
import type { Customer } from './schedule.ts';
import type { Back, Call, Server } from './server.ts';

/** One save: what the person said, and how. `text` rises with each save of the run. */
export interface Submission {
  readonly id: string;
  readonly revision: number;
  readonly text: number;
  readonly body: string;
  readonly endpoint: string;
  readonly customer: Customer;
  readonly hold: boolean;
  readonly at: number;
  kept?: Kept;
  /** The person has said more before it was known where this is. */
  overtaken?: boolean;
}

/** What the model sees of a tab. Times are true ones, in ms since 1970. */
export interface Witness extends User {
  readonly number: number;
  readonly storage: 'local' | 'session' | 'none';
  readonly customer: Customer;
  /** When each customer was last signed in here. */
  readonly signedIn: Map<Customer, number>;
  /** The clock's error, and since when it is what it is. */
  readonly skew: number;
  readonly skewAt: number;
  readonly diedAt: number;
  readonly frozenAt: number;
  /** forget() was called: the outbox that it had says and sends no more. */
  readonly stopped: boolean;
  /** When the page last left or hid. */
  readonly leftAt: number;
  /** When its person last asked to try again, which also ends what others wait for. */
  readonly askedAt: number;
  /** Operations of the database that will never end. */
  readonly hung: number;
  calls: number;
  /** When it has sent something in the last minute. */
  readonly recent: number[];
}

interface Drop {
  readonly from: number;
  readonly to: number;
  readonly cause: Cause;
  /** The database has failed its page since it was written; so have keys. */
  readonly troubled: boolean;
  readonly denied: boolean;
}

/** What is known of one id. */
interface Answer {
  readonly id: string;
  readonly owner: Witness;
  readonly submissions: Submission[];
  /** The first request of each revision. */
  readonly bytes: Map<number, { readonly body: string; readonly tab: Witness }>;
  /** The newest text that was told to be safe. */
  promised: number;
  /** The copies that storage holds: the text of each, and whether it counts as given up. */
  readonly copies: { drawer: number; base: number };
  readonly parked: { drawer: boolean; base: boolean };
  /** Which of the two is the newer. */
  readonly edits: { drawer: number; base: number };
  readonly drops: Drop[];
  /** Revisions of which two texts have left, where storage was out of order: the later one has no copy of its own. */
  readonly torn: Set<number>;
  /** A try was counted somewhere. */
  claimed: boolean;
  /** The newest text that was taken back; nothing up to it may leave. */
  discarded: number;
  /** How often the endpoint has refused a revision: for good counts as three. */
  readonly refusals: Map<number, number>;
  calls: number;
  /** By tab: the revision that the endpoint has acknowledged to it. */
  readonly acknowledged: Map<number, { readonly tab: Witness; readonly revision: number; readonly at: number }>;
  last: News | undefined;
  /** The last request, until the page that made it has heard how it ended. */
  flight: { readonly tab: Witness; readonly at: number; readonly body: string } | undefined;
  /** The newest revision that a page has heard to be stored, and when. */
  done: { readonly tab: Witness; readonly at: number; readonly revision: number } | undefined;
  /** The newest text that the person wanted back, whether or not that could be granted. */
  unwanted: number;
}

interface Pause {
  readonly endpoint: string;
  readonly tab: Witness;
  readonly at: number;
  readonly until: number;
  readonly skew: number;
  readonly left: boolean;
  /** Whether living tabs' clocks have differed since: also one that is gone now may have left a record by its own. */
  apart: boolean;
}

export interface Breach {
  /** The letter of the property. */
  readonly rule: string;
  readonly words: string;
}

const SECOND = 1000;
const HOLD = 30 * 60 * SECOND;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
/** A try lasts at most 10 s, and its claim and the page's turn take a little. */
const TRY = 11 * SECOND;
const NONE = -1;

export class Model {
  readonly breaches: Breach[] = [];
  readonly excused: Record<string, number> = {};
  readonly answers = new Map<string, Answer>();
  /** When all of storage was last wiped, or a pause in it was overwritten. */
  wipedAt = 0;
  /** When the browser or forget() last removed everything. */
  erasedAt = 0;
  /** When the tabs' clocks last differed or jumped, or storage last failed for anybody. */
  unsteadyAt = 0;
  /** When any clock last jumped. */
  jumpedAt = 0;
  /** The most that two clocks of this browser were apart, in ms. */
  #apart = 0;
  /** Ids under whose key something else has written. */
  readonly #overwritten = new Set<string>();
  /** Keys of ours under which another script wrote: what it leaves there is not ours to change. */
  readonly scribbled = new Set<string>();
  readonly #bodies = new Map<string, Submission>();
  readonly #pauses: Pause[] = [];
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #tabs: () => readonly Witness[];

  constructor(clock: Clock, server: Server, tabs: () => readonly Witness[]) {
    this.#clock = clock;
    this.#server = server;
    this.#tabs = tabs;
  }

  /** A tab's clock is what it was not before. */
  ticked(): void {
    const apart = this.#differ();
    this.#apart = Math.max(this.#apart, apart);
    if (apart) for (const pause of this.#pauses) pause.apart = true;
  }

  /** How much the clocks of the living tabs differ, in ms. */
  #differ(): number {
    const skews = this.#tabs().flatMap((it) => (it.diedAt > this.#clock.now ? it.skew : []));
    return Math.max(...skews) - Math.min(...skews);
  }

  breach(rule: string, words: string): undefined {
    this.breaches.push({ rule, words });
  }

  submitted(owner: Witness, submission: Submission): void {
    const { id, body } = submission;
    this.#bodies.set(body, submission);
    let answer = this.answers.get(id);
    if (!answer) {
      answer = {
        id,
        owner,
        submissions: [],
        bytes: new Map(),
        promised: NONE,
        copies: { drawer: NONE, base: NONE },
        parked: { drawer: false, base: false },
        edits: { drawer: 0, base: 0 },
        drops: [],
        torn: new Set(),
        claimed: false,
        discarded: NONE,
        refusals: new Map(),
        calls: 0,
        acknowledged: new Map(),
        last: undefined,
        flight: undefined,
        done: undefined,
        unwanted: NONE,
      };
      this.answers.set(id, answer);
    }
    answer.submissions.push(submission);
  }

  /** A record of storage has changed. */
  copy(place: 'drawer' | 'base', key: string, value: unknown, cause: Cause): void {
    if (!key.startsWith('answer:')) return;
    const id = key.slice('answer:'.length);
    if (cause === 'overwritten') this.#overwritten.add(id);
    const answer = this.answers.get(id);
    if (!answer) return;
    const slip = value as
      | { kind?: string; body?: string; parked?: boolean; attempts?: number; edit?: number }
      | undefined;
    const { copies } = answer;
    const from = Math.max(copies.drawer, copies.base);
    const submission = slip?.kind === 'answer' ? this.#bodies.get(slip.body ?? '') : undefined;
    copies[place] = submission?.text ?? NONE;
    answer.parked[place] = !!slip?.parked;
    answer.edits[place] = submission ? submission.revision * 1e6 + (slip?.edit ?? 0) : 0;
    if (slip?.attempts) answer.claimed = true;
    const to = Math.max(copies.drawer, copies.base);
    if (to < from) {
      const { owner } = answer;
      const since = answer.submissions.find((it) => it.text > to)?.at ?? 0;
      const troubled = owner.pending > 0 || owner.baseTrouble >= since;
      const denied = this.#tabs().some((it) => it.drawerTrouble >= since);
      answer.drops.push({ from, to, cause, troubled, denied });
    }
  }

  /** What took the last copy of this text away, if there was one. */
  #lost({ drops }: Answer, text: number): Drop | undefined {
    return drops.findLast((it) => it.from >= text && it.to < text);
  }

  /** The text in the shop's store. */
  #stored({ id }: Answer): number {
    return this.#bodies.get(this.#server.rows.get(id)?.body ?? '')?.text ?? NONE;
  }

  /** Whether this text, or a newer one, is stored, kept, taken back, or gone by no fault of the outbox. */
  #safe(answer: Answer, text: number): boolean {
    if (Math.max(this.#stored(answer), answer.copies.drawer, answer.copies.base, answer.unwanted) >= text) return true;
    // Parked, and dropped 30 days later by a clock that has jumped.
    if (this.jumpedAt && this.#refused(answer, text)) return true;
    const lost = this.#lost(answer, text);
    return !!lost && (lost.cause !== 'outbox' || (lost.troubled && lost.denied));
  }

  settled(tab: Witness, submission: Submission, kept: Kept): void {
    submission.kept = kept;
    if (tab.stopped) return;
    const { id, revision, text, at, body } = submission;
    const answer = this.answers.get(id) as Answer;
    const what = `${id}@${revision} text ${text}`;
    if (kept === 'durable') {
      if (text > answer.unwanted) answer.promised = Math.max(answer.promised, text);
      if (tab.storage !== 'local') this.breach('b', `${what} is said to be durable in ${tab.storage} storage`);
      if (!this.#safe(answer, text) && !answer.torn.has(revision))
        this.breach('b', `${what} is said to be saved, and is not`);
    }
    const drawer = tab.drawerTrouble < at;
    // Without keys a try that is being counted is in memory until the database has it.
    const base = tab.baseTrouble < at && !tab.hung && !tab.pending;
    const { claimed, calls, discarded } = answer;
    // Of two saves on their way the later one speaks for both.
    const last = answer.submissions.at(-1) === submission;
    submission.overtaken = !last;
    const overwritten = this.#overwritten.has(id);
    if (kept === 'memory' && tab.storage === 'local' && (drawer || base) && !overwritten && this.wipedAt < at && last)
      this.breach('b', `${what} is said to be in memory only, where storage works`);
    const room = [...this.answers.values()].filter((it) => Math.max(it.copies.drawer, it.copies.base) > NONE).length;
    const left =
      claimed || calls || discarded > NONE || overwritten || this.wipedAt >= (answer.submissions[0]?.at ?? 0);
    if (kept === 'refused' && body.length <= 16 * 1024 && room < 60 && !left && drawer)
      this.breach('b', `${what} is refused for no reason`);
  }

  told(tab: Witness, news: News): void {
    const { id, revision, outcome, kept } = news;
    const answer = this.answers.get(id);
    if (!answer) return;
    if (tab === answer.owner) answer.last = news;
    const what = `${id}@${revision}`;
    if (outcome === 'sent') {
      const row = this.#server.rows.get(id);
      if (!row || row.revision < revision)
        this.breach('a', `${what} is said to be sent, the store has ${row?.revision}`);
    }
    if (outcome === 'queued') {
      const text = answer.submissions.find((it) => it.revision === revision)?.text ?? NONE;
      if (kept === 'durable' && text > answer.unwanted) answer.promised = Math.max(answer.promised, text);
      if (kept !== 'durable') this.breach('b', `${what} is said to be queued, kept: ${kept}`);
      else if (!this.#safe(answer, text)) this.breach('b', `${what} is said to be queued, and is kept nowhere`);
    }
  }

  requested(tab: Witness, { url, body, id, revision, token }: Call): void {
    const now = this.#clock.now;
    tab.calls++;
    const submission = this.#bodies.get(body);
    if (!submission) {
      this.breach('c', `bytes that nobody wrote: ${body.slice(0, 80)}`);
      return;
    }
    const answer = this.answers.get(id) as Answer;
    answer.calls++;
    const { text, endpoint, customer } = submission;
    const what = `${id}@${revision} text ${text} by tab ${tab.number}`;
    const leader = answer.bytes.get(revision) ?? { body, tab };
    answer.bytes.set(revision, leader);
    // Where storage did not take the newer text in time, its older one cannot be replaced.
    const first = answer.submissions.find((it) => it.revision === revision)?.at ?? 0;
    const { baseTrouble, drawerTrouble, hung } = answer.owner;
    const apart =
      baseTrouble >= first ||
      drawerTrouble >= first ||
      hung > 0 ||
      this.wipedAt >= first ||
      tab.drawerTrouble > 0 ||
      this.scribbled.has(`answer:${id}`);
    // A tab whose keys take nothing claims in the database alone: who edits within these few ms cannot see it.
    if (leader.body !== body && (apart || leader.tab.drawerTrouble > 0)) {
      answer.torn.add(revision);
      this.excuse('two texts of a revision, storage out of order');
    } else if (leader.body !== body) this.breach('c', `${what}: its bytes have changed`);
    if (url !== endpoint) this.breach('d', `${what}: sent to ${url}, it was for ${endpoint}`);
    if (token && token.customer !== customer)
      this.breach('d', `${what} of ${customer}: under ${token.customer}'s token`);
    if (customer && tab.customer !== customer && now - (tab.signedIn.get(customer) ?? 0) > TRY)
      this.breach('d', `${what} of ${customer}: sent while ${tab.customer} is signed in`);
    if (text <= answer.discarded && this.jumpedAt < first) this.breach('e', `${what}: sent after it was taken back`);
    const heard = answer.acknowledged.get(tab.number);
    if (heard && heard.revision >= revision) this.#risen(tab, heard, what, submission);
    this.#repeated(tab, answer, what, submission);
    if (!this.unsteadyAt && now - this.jumpedAt > 60 * SECOND) this.#stormed(tab, what);
    answer.flight = { tab, at: now, body };
    this.#held(tab, answer, submission);
    this.#paused(tab, what, url);
  }

  /** A page never sends again what it has heard to be stored; nor does its successor after a reload, if it can know. */
  #risen(tab: Witness, heard: { readonly tab: Witness; readonly at: number }, what: string, { id, at }: Submission) {
    if (this.#overwritten.has(id)) return;
    const { drawerTrouble, baseTrouble, hung, storage } = heard.tab;
    if (heard.tab !== tab) {
      // A tombstone lives for a day: after that the database, if it was out of reach so long, may still have a copy.
      if (this.#clock.now - heard.at >= DAY || this.jumpedAt >= heard.at) return;
      if (drawerTrouble >= at && (baseTrouble >= at || hung || storage !== 'local'))
        return this.excuse('sent again after a reload, no storage took the tombstone');
      // The keys were full, and the page went before the database could have it.
      if (drawerTrouble >= at && heard.tab.diedAt - heard.at < SECOND / 2)
        return this.excuse('sent again after a reload in the moment of the response');
    }
    this.breach('g', `${what}: sent again after this tab had heard that it is stored`);
  }

  /** Tabs whose database works do not send the same at once, nor again what one of them knows to be stored. */
  #repeated(
    tab: Witness,
    { owner, submissions, flight, done, last }: Answer,
    what: string,
    { revision, body }: Submission,
  ): void {
    const now = this.#clock.now;
    const since = submissions[0]?.at ?? 0;
    if (this.unsteadyAt || this.jumpedAt >= since || this.erasedAt >= since) return;
    if (this.scribbled.has(`answer:${submissions[0]?.id}`)) return;
    if (this.#tabs().some((it) => it.diedAt >= since && (it.baseTrouble >= since || it.hung || it.storage !== 'local')))
      return;
    const left = (it: Witness) => it.leftAt >= since;
    if (
      flight &&
      flight.tab !== tab &&
      flight.body === body &&
      now - flight.at < TRY &&
      !left(tab) &&
      !left(flight.tab) &&
      !(owner.askedAt >= flight.at)
    )
      this.breach('g', `${what}: tab ${flight.tab.number} is sending it already`);
    const told =
      done && !done.tab.hung && done.tab.diedAt > done.at + SECOND && done.tab.frozenAt < since && tab.frozenAt < since;
    if (!told || done.revision < revision || now - done.at <= TRY || now - done.at >= DAY) return;
    // No storage took the tombstone, and the page was told so.
    if (last?.outcome === 'sent' && last.kept === 'memory') this.excuse('sent again, the tombstone was in memory only');
    // In the task in which it goes a page cannot ask the database, where the tombstone is.
    else if (tab.leftAt === now) this.excuse('sent again by a page that was leaving');
    else this.breach('g', `${what}: sent again, tab ${done.tab.number} knew that it is stored`);
  }

  /** Nobody is in such a hurry. */
  #stormed({ number, recent }: Witness, what: string): void {
    const now = this.#clock.now;
    while (recent.length && now - (recent[0] as number) > 60 * SECOND) recent.shift();
    if (recent.push(now) > 60 + 3 * this.answers.size)
      this.breach('f', `${what}: the ${recent.length}th request of tab ${number} in a minute`);
  }

  /** The page has heard how its request ended. */
  ended(tab: Witness, id: string): void {
    const answer = this.answers.get(id);
    if (answer?.flight?.tab === tab) answer.flight = undefined;
  }

  /** A draft stays under the person's fingers: nobody sends it before the page leaves, or half an hour has passed. */
  #held(tab: Witness, answer: Answer, { text, hold, at }: Submission): void {
    const now = this.#clock.now;
    const { owner, submissions } = answer;
    const last = submissions.findLast((it) => it.kept !== 'refused');
    if (
      !hold ||
      last?.text !== text ||
      now >= at + HOLD ||
      owner.leftAt >= at ||
      this.unsteadyAt ||
      this.jumpedAt >= at
    )
      return;
    this.breach('m', `${answer.id} text ${text}: a draft, sent by tab ${tab.number} ${now - at} ms after the edit`);
  }

  /** Nobody who could know asks again before a `Retry-After` has ended. */
  #paused(tab: Witness, what: string, url: string): void {
    const now = this.#clock.now;
    for (const pause of this.#pauses) {
      // The outbox reads its clock a moment before the answer is in the model's hands.
      if (pause.endpoint !== url || now >= pause.until - 50 || this.wipedAt >= pause.at) continue;
      if (this.scribbled.has(`pause:${url}`)) continue;
      // Tabs whose clocks differ misread each other's records: then only the bound on all requests holds.
      if (pause.apart) continue;
      if (this.#tabs().some((it) => it.diedAt > pause.at && (it.skew !== pause.skew || it.skewAt > pause.at))) continue;
      // A record from before the clock was set back, in keys that could not be written since, hides the newer one.
      if (tab.skewAt && tab.drawerTrouble >= tab.skewAt - 60 * SECOND) continue;
      if (tab === pause.tab) {
        if (now - pause.at > (pause.left || tab.leftAt >= pause.at ? TRY : SECOND / 2))
          this.breach('f', `${what}: asked again ${pause.until - now} ms before the end of a Retry-After`);
        continue;
      }
      const reader = tab.drawerTrouble < pause.at && tab.storage === 'local';
      const { tab: writer } = pause;
      // Likewise one from before, in a database that the one who was asked cannot reach: gone bad, it is removed for both.
      if (writer.skewAt && writer.baseTrouble >= writer.skewAt) continue;
      const wrote = writer.drawerTrouble < pause.at && writer.diedAt > pause.at + SECOND && writer.storage === 'local';
      const awake = writer.frozenAt < pause.at && tab.frozenAt < pause.at;
      if (reader && wrote && awake && now - pause.at > TRY)
        this.breach('f', `${what}: asks ${pause.until - now} ms before the end of tab ${writer.number}'s Retry-After`);
    }
  }

  /** The tab has the endpoint's word. */
  answered(tab: Witness, { url, id, revision }: Call, { status, type, until }: Back): void {
    const now = this.#clock.now;
    const answer = this.answers.get(id);
    if (!answer) return;
    if (type === 'cors' && status >= 200 && status < 300) {
      if (revision >= (answer.acknowledged.get(tab.number)?.revision ?? 0))
        answer.acknowledged.set(tab.number, { tab, revision, at: now });
      if (revision >= (answer.done?.revision ?? 0)) answer.done = { tab, at: now, revision };
    }
    const refused = status === 400 ? 1 : status === 413 || status === 415 || status === 422 ? 3 : 0;
    answer.refusals.set(revision, refused + (answer.refusals.get(revision) ?? 0));
    if (!until) return;
    const clock = now + tab.skew;
    const wait = Math.min(DAY, Math.max(SECOND, 'wait' in until ? until.wait : until.date - clock));
    const left = now - tab.leftAt < TRY;
    this.#pauses.push({
      endpoint: url,
      tab,
      at: now,
      until: now + wait,
      skew: tab.skew,
      left,
      apart: this.#differ() > 0,
    });
  }

  /** The person takes it back: from now on nobody waits for it. */
  unwanted(id: string, text: number): void {
    const answer = this.answers.get(id);
    if (!answer) return;
    answer.unwanted = Math.max(answer.unwanted, text);
    if (answer.promised <= text) answer.promised = NONE;
  }

  /** The person's taking back has been confirmed. Strict only where storage took part, and nothing was on its way. */
  discarded(tab: Witness, id: string, text: number): void {
    const answer = this.answers.get(id);
    if (!answer) return;
    const since = answer.submissions[0]?.at ?? 0;
    const sound = tab.drawerTrouble < since && tab.baseTrouble < since && !tab.hung && this.wipedAt < since;
    if (sound && !answer.calls && !answer.claimed && !this.#overwritten.has(id) && tab.storage === 'local')
      answer.discarded = Math.max(answer.discarded, text);
  }

  /** The text that must be stored in the end, as far as it was promised or a living page has it. */
  #due({ promised, owner, submissions, unwanted }: Answer): { due: number; alive: number } {
    // A page that lives has everything in its own hands, whatever storage does.
    const accepted = submissions.findLast((it) => it.kept && it.kept !== 'refused' && !this.#overtaken(owner, it));
    const alive = !owner.dead && !owner.stopped && accepted && accepted.text > unwanted ? accepted.text : NONE;
    return { due: Math.max(promised, alive), alive };
  }

  /** Where storage works only words that were overtaken are in memory: the later ones speak for them, also refused. */
  #overtaken({ storage, drawerTrouble, baseTrouble }: Witness, { overtaken, kept, at }: Submission): boolean {
    return !!overtaken && kept === 'memory' && storage === 'local' && (drawerTrouble < at || baseTrouble < at);
  }

  /** Whether the endpoint itself has given this text up, or a newer one that the person has put in its place. */
  #refused({ submissions, refusals }: Answer, text: number): boolean {
    return submissions.some((it) => it.text >= text && (refusals.get(it.revision) ?? 0) > 2);
  }

  /** Whether there is nothing left to wait for. */
  delivered(): boolean {
    for (const answer of this.answers.values()) {
      const { copies, parked, edits, owner, last, submissions } = answer;
      const { alive } = this.#due(answer);
      if (alive > this.#stored(answer) && !this.#refused(answer, alive)) return false;
      // What is kept in a page alone it may go on sending until it is told.
      const alone = owner.storage !== 'local' || submissions.some((it) => it.text === alive && it.kept === 'memory');
      if (alive > NONE && alone && last?.outcome !== 'sent') return false;
      // The newer copy tells whether it was given up: the other one is from before an edit, or a wish to try again.
      // Storage that cannot be written may still say so after the person has asked for one more try.
      const tried = last && last.outcome !== 'sent' && last.reason !== 'parked' && owner.diedAt > this.#clock.now;
      const given =
        !tried && ((edits.drawer >= edits.base && parked.drawer) || (edits.base >= edits.drawer && parked.base));
      if (!given && Math.max(copies.drawer, copies.base) > NONE) return false;
    }
    return true;
  }

  excuse(why: string): undefined {
    this.excused[why] = (this.excused[why] ?? 0) + 1;
  }

  /** When all has healed and all have visited. */
  judge(): void {
    for (const answer of this.answers.values()) this.#judge(answer);
  }

  #judge(answer: Answer): undefined {
    const { id, owner, submissions, copies, promised, unwanted, parked, discarded, last, done } = answer;
    const row = this.#server.rows.get(id);
    const stored = this.#stored(answer);
    if (row && row.inserts !== 1) this.breach('c', `${id} has ${row.inserts} rows`);
    // With the clock a month off, a tombstone is taken for an old one.
    if (row && stored <= discarded && this.jumpedAt < (submissions[0]?.at ?? 0))
      this.breach('e', `${id} text ${stored} is stored, and was taken back`);
    const { due, alive } = this.#due(answer);
    if (stored >= due) {
      if (
        due > NONE &&
        alive === stored &&
        last?.outcome !== 'sent' &&
        // What was told of a later text that is nowhere does not count.
        last?.kept !== 'refused' &&
        !this.#refused(answer, due) &&
        !owner.hung &&
        // The tombstone is in a database that its page cannot read.
        owner.baseTrouble < (submissions[0]?.at ?? 0) &&
        // With the clock a month off, it is taken for an old one.
        this.jumpedAt < (submissions[0]?.at ?? 0) &&
        // Frozen until the tombstone of what another tab has sent was gone.
        !(done && owner.frozenAt - done.at > DAY) &&
        !this.unsteadyAt &&
        !this.#overwritten.has(id) &&
        this.erasedAt < (submissions[0]?.at ?? 0)
      )
        this.breach('l', `${id} text ${stored} is stored, and its page was told ${last?.outcome ?? 'nothing'} last`);
      const lost = submissions.findLast((it) => it.kept !== 'refused' && it.text > Math.max(stored, unwanted));
      if (lost && stored === NONE)
        this.excuse(lost.kept === 'memory' ? 'storage denied, page closed' : 'killed before "saved"');
      return;
    }
    const what = `${id} text ${due} (the store has ${stored === NONE ? 'nothing' : `text ${stored}`})`;
    if (Math.max(copies.drawer, copies.base) >= due) {
      const given = parked.drawer || parked.base;
      if (given && this.#refused(answer, due)) return this.excuse('parked by the endpoint, and reported');
      // Each clock takes the other one's refusal for one of another hour. No device has two clocks.
      const twice = submissions.some((it) => it.text >= due && (answer.refusals.get(it.revision) ?? 0) > 1);
      if (given && twice && this.#apart >= HOUR) return this.excuse('two clocks in one browser: a 400 counted twice');
      return this.breach('b', `${what} is kept and never sent${given ? ', parked' : ''}`);
    }
    // Of what is kept for the page's life alone the model sees no record.
    // Nor of what was parked, 30 days ago by a clock that has jumped.
    if (this.#refused(answer, due) && (this.jumpedAt || (due > promised && last?.outcome === 'failed')))
      return this.excuse('parked by the endpoint, and reported');
    const lost = this.#lost(answer, due);
    const { at, revision, body } = submissions.find((it) => it.text === due) ?? { at: 0, revision: 0, body: '' };
    // Or the claim of the first was in a database that whoever wrote the second could not ask: it has not left at all.
    const leader = answer.bytes.get(revision);
    const hidden = leader && leader.body !== body && leader.tab.drawerTrouble > 0 && owner.baseTrouble > 0;
    if (hidden || answer.torn.has(revision)) return this.excuse('two texts of a revision, the endpoint has the first');
    if (this.erasedAt >= at && lost?.cause !== 'evicted') return this.excuse('cleared by forget()');
    if (lost?.cause === 'evicted') return this.excuse('evicted by the browser');
    if (lost?.cause === 'forgotten') return this.excuse('cleared by forget()');
    const scribbled =
      this.#overwritten.has(id) &&
      (lost?.cause === 'killed' || (!lost && Math.max(owner.baseTrouble, owner.drawerTrouble) >= at));
    if (lost?.cause === 'overwritten' || scribbled) return this.excuse('overwritten by another script');
    if (lost?.cause === 'killed' && lost.troubled) return this.excuse('killed within 3 s, the database out of order');
    const nowhere = owner.drawerTrouble >= at && owner.baseTrouble >= at;
    if (nowhere || (lost?.troubled && lost.denied)) return this.excuse('the database and keys failed in turn');
    this.breach(
      'b',
      `${what} is lost: ${lost ? `its last copy was ${lost.cause === 'outbox' ? 'removed by the outbox' : lost.cause}` : 'it was never kept'}`,
    );
  }
}
