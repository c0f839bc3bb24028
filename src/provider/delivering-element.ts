import { LitElement, type ReactiveElement } from 'lit';
import { report } from '../diagnostics/report.ts';
import { type Answer, OutcomeEvent } from '../elements/shared/events.ts';
import type { Drafts, HalfAnswer } from '../elements/shared/program-consumer.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';
import { afterPaint } from './after-paint.ts';
import type { Configuration } from './configuration.ts';
import { withOutbox } from './page-outbox.ts';
import type { PageProgram } from './page-programs.ts';
import { resolveUrl } from './resolve-url.ts';
import { serverRoute } from './server-route.ts';

/** For work ahead of need: when it fails, it is tried again when it is needed. */
export const ignore = (): void => {};

/** The base of `<lojal-program>`: passes answers to the outbox, under the customer of then. */
export abstract class DeliveringElement extends LitElement implements PageProgram {
  declare endpoint?: string;
  declare server?: string;
  declare contentType?: Configuration['contentType'];
  declare privacyUrl?: string;
  declare storage?: Configuration['storage'];
  declare test: boolean;
  declare identity?: Configuration['identity'];

  abstract checkDay(): void;
  abstract data: ProgramData | undefined;
  abstract waiting: boolean;
  abstract hadCustomer: boolean;
  abstract changes: number;
  abstract readonly served: Iterable<ReactiveElement>;
  abstract readonly customerId: string | undefined;
  abstract leave(element: ReactiveElement): void;
  abstract reload(): Promise<void>;
  readonly unkept = new Map<string, HalfAnswer>();

  get privacy(): string | undefined {
    return resolveUrl(this.privacyUrl) ?? this.data?.program.privacyUrl;
  }

  get answersUrl(): string | undefined {
    return resolveUrl(this.endpoint || this.at('answers'));
  }

  /** The address of a route of the server, as the page wrote it; nothing without `server`. */
  at(route: string): string | undefined {
    return this.server && serverRoute(this.server, route);
  }

  /** The token from `identity`. A failure is reported, and nothing is returned. */
  async token(fresh: boolean): Promise<string | undefined> {
    try {
      return (await this.identity?.(fresh)) || undefined;
    } catch (error) {
      report(this.localName, 'lojal/identity-failed', error);
      return undefined;
    }
  }

  async drafts(): Promise<Drafts> {
    await new Promise<void>((resolve) => afterPaint(resolve));
    return (await import('./drafts.ts')).openDrafts(this);
  }

  async club(): ReturnType<PageProgram['club']> {
    return (await import('./club-access.ts')).clubAccess(this);
  }

  prepareOutbox(): void {
    // In test mode, answers from earlier pages are not posted either.
    if (this.answersUrl && !this.test) afterPaint(() => withOutbox(this, ignore).catch(ignore), 2);
  }

  deliver(answer: Answer, from: HTMLElement, hold: boolean): boolean {
    const endpoint = this.answersUrl;
    if (!hold && !this.endpoint && !this.server && !this.test) report(from.localName, 'lojal/endpoint-missing');
    if (!endpoint || this.test) return false;
    const { contentType, customerId: customer } = this;
    const to = { endpoint, contentType, customer, confirms: !this.endpoint };
    withOutbox(this, (post) => post.put(answer, from, to, hold)).catch((error) => {
      report(this.localName, 'lojal/outbox-not-loaded', error);
      if (!hold) from.dispatchEvent(new OutcomeEvent('failed', answer.id, { kept: 'refused', answer }));
    });
    return true;
  }

  discard(id: string): void {
    withOutbox(this, (post) => post.discard(id)).catch(ignore);
  }

  /**
   * Removes everything that Lojal stored in this browser.
   *
   * @param tell whether the other tabs forget, too
   */
  async forget(tell = true): Promise<void> {
    await (await import('./forget.ts')).forgetAll(this, tell);
  }
}
