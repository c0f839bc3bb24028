/** Checks rules on everything that the simulator observes. The model reads no state of the outbox. */
import type { Durability, News } from '../../../src/outbox/outbound-answer.ts';
import type { Clock } from './clock.ts';
import type { Cause, User } from './disk.ts';
import type { Customer } from './schedule.ts';
import { type Back, type Call, ENDPOINTS, LIMIT, type Server } from './server.ts';

/** One save. `text`: the number of the save in this run. */
export interface Submission {
  readonly id: string;
  readonly revision: number;
  readonly text: number;
  readonly body: string;
  readonly endpoint: string;
  readonly customer: Customer;
  readonly hold: boolean;
  readonly at: number;
  kept?: Durability;
  /** A later save started before this one was resolved. */
  overtaken?: boolean;
}

/** The state of a tab that the model reads. Times are in ms since 1970, by the true clock. */
export interface TabView extends User {
  readonly number: number;
  readonly storage: 'local' | 'session' | 'none';
  readonly customer: Customer;
  /** When each customer was last signed in here. */
  readonly signedIn: Map<Customer, number>;
  /** The error of the clock, and when it last changed. */
  readonly skew: number;
  readonly skewAt: number;
  readonly openedAt: number;
  readonly diedAt: number;
  readonly frozenAt: number;
  /** `forget()` was called, so the outbox reports and sends nothing more. */
  readonly stopped: boolean;
  /** When the page was last left or hidden, or saved a draft while hidden. */
  readonly leftAt: number;
  /** When the customer last asked for a retry. A retry ends the waiting times of all tabs. */
  readonly askedAt: number;
  /** The number of database operations that never end. */
  readonly hung: number;
  calls: number;
  /** The times of the requests in the last minute. */
  readonly recent: number[];
}

interface Drop {
  readonly from: number;
  readonly to: number;
  readonly cause: Cause;
  /**
   * Whether the database failed in the tab of the answer since the answer was written, and whether web storage did in
   * any tab.
   */
  readonly troubled: boolean;
  readonly denied: boolean;
}

/** Everything that the model knows about one id. */
interface Answer {
  readonly id: string;
  readonly owner: TabView;
  readonly submissions: Submission[];
  /** The first request of each revision. */
  readonly bytes: Map<number, { readonly body: string; readonly tab: TabView }>;
  /** The newest text that was reported as saved. */
  promised: number;
  /** The stored copies: the text of each, and whether the copy is parked. */
  readonly copies: { webStorage: number; database: number };
  readonly parked: { webStorage: boolean; database: boolean };
  /** Numbers that tell which of the two copies is newer. */
  readonly edits: { webStorage: number; database: number };
  readonly drops: Drop[];
  /** Revisions that were sent with two texts, after a failure of storage. Storage has no copy of the later text. */
  readonly torn: Set<number>;
  /** When a kill of the browser last took a newer text from web storage. */
  killedAt: number;
  /** Whether a stored record counts a try. */
  claimed: boolean;
  /** The newest discarded text. This text and older ones must not be sent. */
  discarded: number;
  /** How many times the endpoint refused each revision. A final refusal counts as three. */
  readonly refusals: Map<number, number>;
  calls: number;
  /** The revision that the endpoint confirmed to each tab. */
  readonly acknowledged: Map<number, { readonly tab: TabView; readonly revision: number; readonly at: number }>;
  last: News | undefined;
  /** The last request, until its page receives the result. */
  flight: { readonly tab: TabView; readonly at: number; readonly body: string } | undefined;
  /** The newest revision that was confirmed to a page, and when. */
  done: { readonly tab: TabView; readonly at: number; readonly revision: number } | undefined;
  /** The newest text that the customer wanted to discard, even if the text was already sent. */
  unwanted: number;
}

interface Pause {
  readonly endpoint: string;
  readonly tab: TabView;
  readonly at: number;
  readonly until: number;
  readonly skew: number;
  readonly left: boolean;
  /**
   * Whether the clocks of open tabs have differed since. A tab that is closed now may have left a record with its own
   * time.
   */
  apart: boolean;
}

export interface Breach {
  /**
   * a: "sent" is reported for an answer that is not stored · b: a saved answer is lost, or the report of its durability
   * is wrong · c: a body changes, or an answer is stored twice · d: wrong endpoint, customer or token · e: sent after
   * it was discarded · f: too many requests, or `Retry-After` is ignored · g: sent again, or never removed from storage
   * · h: an error reaches the page · i: a foreign record is changed · k: an answer is delivered late · l: the last
   * report to the page is wrong · m: a draft is sent too early · n: more bytes than the endpoint accepts
   */
  readonly rule: string;
  readonly words: string;
}

const SECOND = 1000;
const HOLD = 30 * 60 * SECOND;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
/** A try takes at most 10 s, plus a little for the claim. In ms. */
const TRY = 11 * SECOND;
/** The outbox waits this long for a write to the database, in ms. */
const WRITE = 250;
const NONE = -1;

export class Model {
  readonly breaches: Breach[] = [];
  readonly excused: Record<string, number> = {};
  readonly answers = new Map<string, Answer>();
  /** When storage was last deleted, or a pause was last overwritten. */
  wipedAt = 0;
  /** When the browser or `forget()` last deleted everything. */
  erasedAt = 0;
  /** When the clock of a single tab last changed. */
  unsteadyAt = 0;
  /** When any clock last jumped, and when any clock last jumped ahead. */
  jumpedAt = 0;
  aheadAt = 0;
  /** Whether pages are told that the first endpoint is a Lojal server. */
  confirms = false;
  /** The first tab that received a confirmation from each endpoint, and when. */
  readonly #confirmed = new Map<string, { readonly tab: TabView; readonly at: number }>();
  /** The largest difference between two clocks of this browser, in ms. */
  #apart = 0;
  /** Ids whose record another script has overwritten. */
  readonly #overwritten = new Set<string>();
  /** Keys of records that another script has written. The outbox must not change these records. */
  readonly foreignKeys = new Set<string>();
  readonly #bodies = new Map<string, Submission>();
  readonly #pauses: Pause[] = [];
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #tabs: () => readonly TabView[];

  constructor(clock: Clock, server: Server, tabs: () => readonly TabView[]) {
    this.#clock = clock;
    this.#server = server;
    this.#tabs = tabs;
  }

  /** The clock of a tab has changed. */
  ticked(): void {
    const apart = this.#differ();
    this.#apart = Math.max(this.#apart, apart);
    if (apart) for (const pause of this.#pauses) pause.apart = true;
  }

  /**
   * Whether the tab can know that the endpoint is a Lojal server: from its configuration, from a response, or from
   * storage that never failed.
   */
  knows(tab: TabView, url: string): boolean {
    if (this.confirms && url === ENDPOINTS[0]) return true;
    const first = this.#confirmed.get(url);
    if (!first) return false;
    if (first.tab === tab) return true;
    const sound = (it: TabView) => it.storage === 'local' && !it.webStorageTrouble && !it.databaseTrouble && !it.hung;
    const written = first.tab.diedAt > first.at + SECOND && first.tab.frozenAt < first.at;
    return (
      sound(tab) &&
      sound(first.tab) &&
      written &&
      tab.openedAt > first.at + SECOND &&
      !this.wipedAt &&
      !this.jumpedAt &&
      !this.unsteadyAt
    );
  }

  /** The largest difference between the clocks of the open tabs, in ms. */
  #differ(): number {
    const skews = this.#tabs().flatMap((it) => (it.diedAt > this.#clock.now ? it.skew : []));
    return Math.max(...skews) - Math.min(...skews);
  }

  breach(rule: string, words: string): undefined {
    this.breaches.push({ rule, words });
  }

  submitted(owner: TabView, submission: Submission): void {
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
        copies: { webStorage: NONE, database: NONE },
        parked: { webStorage: false, database: false },
        edits: { webStorage: 0, database: 0 },
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
        killedAt: 0,
        unwanted: NONE,
      };
      this.answers.set(id, answer);
    }
    answer.submissions.push(submission);
  }

  /** A stored record has changed. */
  copy(place: 'webStorage' | 'database', key: string, value: unknown, cause: Cause): void {
    if (!key.startsWith('answer:')) return;
    const id = key.slice('answer:'.length);
    if (cause === 'overwritten') this.#overwritten.add(id);
    const answer = this.answers.get(id);
    if (!answer) return;
    const record = value as
      | { kind?: string; state?: string; body?: string; attempts?: number; edit?: number }
      | undefined;
    const { copies } = answer;
    const from = Math.max(copies.webStorage, copies.database);
    const before = copies[place];
    const submission = record?.kind === 'answer' ? this.#bodies.get(record.body ?? '') : undefined;
    copies[place] = submission?.text ?? NONE;
    if (cause === 'killed' && copies[place] < before) answer.killedAt = this.#clock.now;
    answer.parked[place] = record?.state === 'parked';
    answer.edits[place] = submission ? submission.revision * 1e6 + (record?.edit ?? 0) : 0;
    if (record?.attempts) answer.claimed = true;
    const to = Math.max(copies.webStorage, copies.database);
    if (to < from) {
      const { owner } = answer;
      const since = answer.submissions.find((it) => it.text > to)?.at ?? 0;
      const troubled = owner.pending > 0 || owner.databaseTrouble >= since;
      const denied = this.#tabs().some((it) => it.webStorageTrouble >= since);
      answer.drops.push({ from, to, cause, troubled, denied });
    }
  }

  /** The change that removed the last copy of this text, if there was a copy. */
  #lost({ drops }: Answer, text: number): Drop | undefined {
    return drops.findLast((it) => it.from >= text && it.to < text);
  }

  /** The text in the store of the shop. */
  #stored({ id }: Answer): number {
    return this.#bodies.get(this.#server.rows.get(id)?.body ?? '')?.text ?? NONE;
  }

  /** Whether this text or a newer one is stored, kept or discarded, or was lost through no fault of the outbox. */
  #safe(answer: Answer, text: number): boolean {
    if (Math.max(this.#stored(answer), answer.copies.webStorage, answer.copies.database, answer.unwanted) >= text)
      return true;
    // The answer was parked, and deleted after 30 days by a clock that jumped.
    if (this.jumpedAt && this.#refused(answer, text)) return true;
    const lost = this.#lost(answer, text);
    return !!lost && (lost.cause !== 'outbox' || (lost.troubled && lost.denied));
  }

  settled(tab: TabView, submission: Submission, kept: Durability): void {
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
      // Without a fault, the database has the text. Web storage alone is not enough, because a killed browser may lose
      // it.
      const working = tab.databaseTrouble < at && !tab.hung && this.#clock.now - at < WRITE && this.wipedAt < at;
      const newest = Math.max(this.#stored(answer), answer.copies.database, answer.unwanted);
      if (working && tab.frozenAt < at && newest < text && !answer.torn.has(revision) && !this.#overwritten.has(id))
        this.breach('b', `${what} is said to be saved before the database has it`);
    }
    const webStorage = tab.webStorageTrouble < at;
    // Without web storage, a claim is in memory until the database has written it.
    const database = tab.databaseTrouble < at && !tab.hung && !tab.pending;
    const { claimed, calls, discarded } = answer;
    // Only the result of the last save counts.
    const last = answer.submissions.at(-1) === submission;
    submission.overtaken = !last;
    const overwritten = this.#overwritten.has(id);
    if (
      kept === 'memory' &&
      tab.storage === 'local' &&
      (webStorage || database) &&
      !overwritten &&
      this.wipedAt < at &&
      last
    )
      this.breach('b', `${what} is said to be in memory only, where storage works`);
    const room = [...this.answers.values()].filter(
      (it) => Math.max(it.copies.webStorage, it.copies.database) > NONE,
    ).length;
    const left =
      claimed || calls || discarded > NONE || overwritten || this.wipedAt >= (answer.submissions[0]?.at ?? 0);
    const fits = Buffer.byteLength(body) <= LIMIT;
    if (kept !== 'refused' && !fits) this.breach('n', `${what} has more bytes than the endpoint takes, and is ${kept}`);
    if (kept === 'refused' && fits && room < 60 && !left && webStorage)
      this.breach('b', `${what} is refused for no reason`);
  }

  told(tab: TabView, news: News): void {
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

  requested(tab: TabView, { url, body, id, revision, token }: Call): void {
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
    // If storage did not write the newer text in time, the older text stays in storage.
    const first = answer.submissions.find((it) => it.revision === revision)?.at ?? 0;
    const { databaseTrouble, webStorageTrouble, hung } = answer.owner;
    const apart =
      databaseTrouble >= first ||
      webStorageTrouble >= first ||
      hung > 0 ||
      this.wipedAt >= first ||
      tab.webStorageTrouble > 0 ||
      this.foreignKeys.has(`answer:${id}`);
    // A tab without web storage claims in the database alone. An edit in these few ms does not see the claim.
    if (leader.body !== body && (apart || leader.tab.webStorageTrouble > 0)) {
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
    if (heard && heard.revision >= revision) this.#resent(tab, heard, what, submission);
    this.#repeated(tab, answer, what, submission);
    if (!this.unsteadyAt && now - this.jumpedAt > 60 * SECOND) this.#tooMany(tab, what);
    answer.flight = { tab, at: now, body };
    this.#held(tab, answer, submission);
    this.#paused(tab, what, url);
  }

  /** A page sends no answer again after the confirmation. Nor does the reloaded page, if it can know. */
  #resent(tab: TabView, heard: { readonly tab: TabView; readonly at: number }, what: string, { id, at }: Submission) {
    if (this.#overwritten.has(id)) return;
    const { webStorageTrouble, databaseTrouble, hung, storage } = heard.tab;
    if (heard.tab !== tab) {
      // A tombstone stays for a day. A database that could not be reached for that long may still have a copy.
      if (this.#clock.now - heard.at >= DAY || this.jumpedAt >= heard.at) return;
      if (webStorageTrouble >= at && (databaseTrouble >= at || hung || storage !== 'local'))
        return this.excuse('sent again after a reload, no storage took the tombstone');
      // Web storage was full, and the page closed before the database wrote the tombstone.
      if (webStorageTrouble >= at && heard.tab.diedAt - heard.at < SECOND / 2)
        return this.excuse('sent again after a reload in the moment of the response');
    }
    this.breach('g', `${what}: sent again after this tab had heard that it is stored`);
  }

  /**
   * Tabs with a working database do not send an answer at the same time, nor after one of them received the
   * confirmation.
   */
  #repeated(
    tab: TabView,
    { owner, submissions, flight, done, last }: Answer,
    what: string,
    { revision, body }: Submission,
  ): void {
    const now = this.#clock.now;
    const since = submissions[0]?.at ?? 0;
    if (this.unsteadyAt || this.jumpedAt >= since || this.erasedAt >= since) return;
    if (this.foreignKeys.has(`answer:${submissions[0]?.id}`)) return;
    if (
      this.#tabs().some(
        (it) => it.diedAt >= since && (it.databaseTrouble >= since || it.hung || it.storage !== 'local'),
      )
    )
      return;
    const left = (it: TabView) => it.leftAt >= since;
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
    // No storage wrote the tombstone, and the report to the page said so.
    if (last?.outcome === 'sent' && last.kept === 'memory') this.excuse('sent again, the tombstone was in memory only');
    // A page that is being left cannot read the tombstone from the database in the same task.
    else if (tab.leftAt === now) this.excuse('sent again by a page that was leaving');
    else this.breach('g', `${what}: sent again, tab ${done.tab.number} knew that it is stored`);
  }

  /** A tab sends a limited number of requests per minute. */
  #tooMany({ number, recent }: TabView, what: string): void {
    const now = this.#clock.now;
    while (recent.length && now - (recent[0] as number) > 60 * SECOND) recent.shift();
    if (recent.push(now) > 60 + 3 * this.answers.size)
      this.breach('f', `${what}: the ${recent.length}th request of tab ${number} in a minute`);
  }

  /** The page has received the result of its request. */
  ended(tab: TabView, id: string): void {
    const answer = this.answers.get(id);
    if (answer?.flight?.tab === tab) answer.flight = undefined;
  }

  /** No tab sends a draft before its page is left, or before half an hour has passed. */
  #held(tab: TabView, answer: Answer, { text, hold, at }: Submission): void {
    const now = this.#clock.now;
    const { owner, submissions } = answer;
    const last = submissions.findLast((it) => it.kept !== 'refused');
    if (!hold || last?.text !== text || now >= at + HOLD || owner.leftAt >= at || this.unsteadyAt || this.aheadAt >= at)
      return;
    this.breach('m', `${answer.id} text ${text}: a draft, sent by tab ${tab.number} ${now - at} ms after the edit`);
  }

  /** A tab that can know about a `Retry-After` sends no request before its end. */
  #paused(tab: TabView, what: string, url: string): void {
    const now = this.#clock.now;
    for (const pause of this.#pauses) {
      // The outbox reads the clock a moment before the model sees the response.
      if (pause.endpoint !== url || now >= pause.until - 50 || this.wipedAt >= pause.at) continue;
      if (this.foreignKeys.has(`pause:${url}`)) continue;
      // Tabs with different clocks misread each other's records. Then only the limit on all requests applies.
      if (pause.apart) continue;
      if (this.#tabs().some((it) => it.diedAt > pause.at && (it.skew !== pause.skew || it.skewAt > pause.at))) continue;
      // Web storage could not be written since the clock was set back, so an old record there hides the newer one.
      if (tab.skewAt && tab.webStorageTrouble >= tab.skewAt - 60 * SECOND) continue;
      if (tab === pause.tab) {
        if (now - pause.at > (pause.left || tab.leftAt >= pause.at ? TRY : SECOND / 2))
          this.breach('f', `${what}: asked again ${pause.until - now} ms before the end of a Retry-After`);
        continue;
      }
      const reader = tab.webStorageTrouble < pause.at && tab.storage === 'local';
      const { tab: writer } = pause;
      // The same with an old record in a database that the other tab cannot reach: the expired record is removed for
      // both tabs.
      if (writer.skewAt && writer.databaseTrouble >= writer.skewAt) continue;
      const wrote =
        writer.webStorageTrouble < pause.at && writer.diedAt > pause.at + SECOND && writer.storage === 'local';
      const awake = writer.frozenAt < pause.at && tab.frozenAt < pause.at;
      if (reader && wrote && awake && now - pause.at > TRY)
        this.breach('f', `${what}: asks ${pause.until - now} ms before the end of tab ${writer.number}'s Retry-After`);
    }
  }

  /** The tab has received a response. */
  answered(tab: TabView, { url, id, revision }: Call, { status, until, clear, body }: Back): void {
    const now = this.#clock.now;
    const answer = this.answers.get(id);
    if (!answer) return;
    if (clear) {
      if (body.includes('"stored":true') && !this.#confirmed.has(url)) this.#confirmed.set(url, { tab, at: now });
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

  /** The customer discards an answer, so the outbox need not deliver it. */
  unwanted(id: string, text: number): void {
    const answer = this.answers.get(id);
    if (!answer) return;
    answer.unwanted = Math.max(answer.unwanted, text);
    if (answer.promised <= text) answer.promised = NONE;
  }

  /** `discard` has resolved. The rule is strict only if storage works and no request was sent. */
  discarded(tab: TabView, id: string, text: number): void {
    const answer = this.answers.get(id);
    if (!answer) return;
    const since = answer.submissions[0]?.at ?? 0;
    const sound = tab.webStorageTrouble < since && tab.databaseTrouble < since && !tab.hung && this.wipedAt < since;
    if (sound && !answer.calls && !answer.claimed && !this.#overwritten.has(id) && tab.storage === 'local')
      answer.discarded = Math.max(answer.discarded, text);
  }

  /** The text that must be stored in the end: the newest one that was reported as saved, or that an open page has. */
  #due({ promised, owner, submissions, unwanted }: Answer): { due: number; alive: number } {
    // An open page has the text in memory, so a failure of storage is no excuse.
    const accepted = submissions.findLast((it) => it.kept && it.kept !== 'refused' && !this.#overtaken(owner, it));
    const alive = !owner.dead && !owner.stopped && accepted && accepted.text > unwanted ? accepted.text : NONE;
    return { due: Math.max(promised, alive), alive };
  }

  /**
   * If storage works, only the text of an overtaken save is in memory. The later save counts instead, even if refused.
   */
  #overtaken({ storage, webStorageTrouble, databaseTrouble }: TabView, { overtaken, kept, at }: Submission): boolean {
    return !!overtaken && kept === 'memory' && storage === 'local' && (webStorageTrouble < at || databaseTrouble < at);
  }

  /** Whether the endpoint has refused this text, or a newer one, for good. */
  #refused({ submissions, refusals }: Answer, text: number): boolean {
    return submissions.some((it) => it.text >= text && (refusals.get(it.revision) ?? 0) > 2);
  }

  /** Whether every answer that must be delivered is delivered. */
  delivered(): boolean {
    for (const answer of this.answers.values()) {
      const { copies, parked, edits, owner, last, submissions } = answer;
      const { alive } = this.#due(answer);
      if (alive > this.#stored(answer) && !this.#refused(answer, alive)) return false;
      // A page may send an answer that only its memory holds until it receives a confirmation.
      const alone = owner.storage !== 'local' || submissions.some((it) => it.text === alive && it.kept === 'memory');
      if (alive > NONE && alone && last?.outcome !== 'sent') return false;
      // The newer copy tells whether the answer is parked. The other copy is older than an edit or a retry.
      // Storage that cannot be written may still hold the parked record after a retry.
      const tried = last && last.outcome !== 'sent' && last.reason !== 'parked' && owner.diedAt > this.#clock.now;
      const given =
        !tried &&
        ((edits.webStorage >= edits.database && parked.webStorage) ||
          (edits.database >= edits.webStorage && parked.database));
      if (!given && Math.max(copies.webStorage, copies.database) > NONE) return false;
    }
    return true;
  }

  excuse(why: string): undefined {
    this.excused[why] = (this.excused[why] ?? 0) + 1;
  }

  /** Checks the final state, after all faults have ended and all customers have visited. */
  check(): void {
    for (const answer of this.answers.values()) this.#check(answer);
  }

  #check(answer: Answer): undefined {
    const { id, owner, submissions, copies, promised, unwanted, parked, discarded, last, done } = answer;
    const row = this.#server.rows.get(id);
    const stored = this.#stored(answer);
    if (row && row.inserts !== 1) this.breach('c', `${id} has ${row.inserts} rows`);
    // With an error of the clock of a month, the tombstone looks old.
    if (row && stored <= discarded && this.jumpedAt < (submissions[0]?.at ?? 0))
      this.breach('e', `${id} text ${stored} is stored, and was taken back`);
    const { due, alive } = this.#due(answer);
    if (stored >= due) {
      if (
        due > NONE &&
        alive === stored &&
        last?.outcome !== 'sent' &&
        // A report about a later text that was refused does not count.
        last?.kept !== 'refused' &&
        !this.#refused(answer, due) &&
        !owner.hung &&
        // The page cannot read the tombstone in the database.
        owner.databaseTrouble < (submissions[0]?.at ?? 0) &&
        // With an error of the clock of a month, the tombstone looks old.
        this.jumpedAt < (submissions[0]?.at ?? 0) &&
        // The page was frozen until the tombstone of another tab had expired.
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
    if (Math.max(copies.webStorage, copies.database) >= due) {
      const given = parked.webStorage || parked.database;
      if (given && this.#refused(answer, due)) return this.excuse('parked by the endpoint, and reported');
      // With two clocks, one refusal counts twice, as of two different hours. No device has two clocks.
      const twice = submissions.some((it) => it.text >= due && (answer.refusals.get(it.revision) ?? 0) > 1);
      if (given && twice && this.#apart >= HOUR) return this.excuse('two clocks in one browser: a 400 counted twice');
      return this.breach('b', `${what} is kept and never sent${given ? ', parked' : ''}`);
    }
    // The model sees no record of an answer in memory.
    // Nor of an answer that was parked, and deleted after 30 days by a clock that jumped.
    if (this.#refused(answer, due) && (this.jumpedAt || (due > promised && last?.outcome === 'failed')))
      return this.excuse('parked by the endpoint, and reported');
    const lost = this.#lost(answer, due);
    const { at, revision, body } = submissions.find((it) => it.text === due) ?? { at: 0, revision: 0, body: '' };
    // Or the claim of the first text was in a database that the page of the second text could not read, so the second
    // was not sent.
    const leader = answer.bytes.get(revision);
    const hidden = leader && leader.body !== body && leader.tab.webStorageTrouble > 0 && owner.databaseTrouble > 0;
    if (hidden || answer.torn.has(revision)) return this.excuse('two texts of a revision, the endpoint has the first');
    if (this.erasedAt >= at && lost?.cause !== 'evicted') return this.excuse('cleared by forget()');
    if (lost?.cause === 'evicted') return this.excuse('evicted by the browser');
    if (lost?.cause === 'forgotten') return this.excuse('cleared by forget()');
    const foreign =
      this.#overwritten.has(id) &&
      (lost?.cause === 'killed' || (!lost && Math.max(owner.databaseTrouble, owner.webStorageTrouble) >= at));
    if (lost?.cause === 'overwritten' || foreign) return this.excuse('overwritten by another script');
    // Web storage has lost the text, and a page sent the one before, because the database did not answer in time.
    const older = answer.killedAt >= at && this.#tabs().some((it) => it.hung || it.databaseTrouble >= answer.killedAt);
    if (older || (lost?.cause === 'killed' && lost.troubled))
      return this.excuse('killed within 3 s, the database out of order');
    // Web storage did not take the text, and still has the one before. The page that knew both is gone.
    const stale = owner.dead && owner.webStorageTrouble >= at;
    if (stale && this.#tabs().some((it) => it.hung || it.databaseTrouble >= at))
      return this.excuse('keys failed at the edit, then the page ended, the database out of order');
    // Another script's record in web storage stays, so the answer has no key there.
    const keyless = owner.webStorageTrouble >= at || this.foreignKeys.has(`answer:${id}`);
    const nowhere = keyless && owner.databaseTrouble >= at;
    if (nowhere || (lost?.troubled && lost.denied)) return this.excuse('the database and keys failed in turn');
    this.breach(
      'b',
      `${what} is lost: ${lost ? `its last copy was ${lost.cause === 'outbox' ? 'removed by the outbox' : lost.cause}` : 'it was never kept'}`,
    );
  }
}
