/** What a page tells the server of how its questions and messages are received, and what it never tells. */
import { expect, html } from '@open-wc/testing';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { setConsent } from '../../src/provider/seen-levels.ts';
import { forgetHistory } from '../../src/triggers/history-storage.ts';
import { forgetVisit } from '../../src/triggers/visit.ts';
import { all, part, RULES, shop, until, watch } from '../elements/page.ts';

const ASK = { nps: { delay: 0, version: '2026-11' } };
const ACCOUNT = { id: 'c_1', spend: 576 };
interface Sent {
  readonly name: string;
  readonly version: string;
  readonly what: string;
}

let sent: { readonly url: string; readonly init: RequestInit; readonly body: Sent }[] = [];
const real = window.fetch;
const told = () => sent.map(({ body: { name, version, what } }) => [name, version, what]);
const card = () => [...document.querySelectorAll<LojalNps>('lojal-nps,lojal-message')].find((one) => one.open);
const some = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const measures = (more: object = {}, options: Partial<LojalProgram> = {}) =>
  shop(
    { rules: { ...RULES, ask: ASK, measure: true, ...more }, account: ACCOUNT, server: '/apps/lojal', ...options },
    html`<p>A page</p>`,
  );

async function comes(): Promise<LojalNps> {
  await until(card, 'a card has come');
  return card() as LojalNps;
}

describe('counts of questions and messages', () => {
  watch();
  beforeEach(() => {
    sent = [];
    window.fetch = async (url, init = {}) => {
      if (!String(url).endsWith('/seen')) return real(url, init);
      sent.push({ url: String(url), init, body: JSON.parse(String(init.body)) });
      return new Response(null, { status: 204 });
    };
  });
  afterEach(() => {
    window.fetch = real;
    setConsent('c_1', true);
    setConsent('c_1', false);
    setConsent('c_1', true);
    for (const one of document.querySelectorAll('lojal-program,lojal-nps,lojal-message')) one.remove();
    forgetVisit();
    forgetHistory();
  });

  it('say that a question was seen and closed, with the version of its wording, and nothing else', async () => {
    await measures();
    const question = await comes();
    expect(told()).to.deep.equal([]);
    await until(() => sent.length === 1, 'it was in view for a second');
    part(question, 'close').click();
    await until(() => sent.length === 2);
    await some(400);
    expect(told()).to.deep.equal([
      ['nps', '2026-11', 'shown'],
      ['nps', '2026-11', 'dismissed'],
    ]);
    for (const { url, init, body } of sent) {
      expect(url).to.equal(new URL('/apps/lojal/seen', location.href).href);
      expect(Object.keys(body).sort()).to.deep.equal(['name', 'version', 'what']);
      expect([init.method, init.keepalive, init.credentials]).to.deep.equal(['POST', true, 'omit']);
      expect(JSON.stringify(init.headers)).to.equal('{"content-type":"text/plain"}');
    }
  });

  it('say that it was answered, once, also when the answer is edited', async () => {
    const program = await measures({}, { endpoint: '/nowhere' });
    const question = await comes();
    all<HTMLInputElement>(question, '[part~=option] input')[9]?.click();
    await question.updateComplete;
    part(question, 'submit').click();
    await until(() => sent.length === 2);
    dispatchEvent(new Event('pagehide'));
    await some(200);
    expect(told().map(([, , what]) => what)).to.deep.equal(['shown', 'answered']);
    await program.forget();
  });

  it('do not count an answer that the page prevents', async () => {
    document.addEventListener('lojal-answer', (event) => event.preventDefault(), { once: true });
    await measures();
    const question = await comes();
    all<HTMLInputElement>(question, '[part~=option] input')[9]?.click();
    await question.updateComplete;
    part(question, 'submit').click();
    await some(300);
    dispatchEvent(new Event('pagehide'));
    expect(told().map(([, , what]) => what)).to.deep.equal(['shown']);
  });

  it('say that a question that came by itself was left, once', async () => {
    await measures();
    await comes();
    await until(() => sent.length === 1);
    dispatchEvent(new Event('pagehide'));
    dispatchEvent(new Event('pagehide'));
    expect(told().map(([, , what]) => what)).to.deep.equal(['shown', 'abandoned']);
  });

  it('do not say so of a question that the page placed itself', async () => {
    await shop(
      { rules: { ...RULES, measure: true }, account: ACCOUNT, server: '/apps/lojal' },
      html`<lojal-nps></lojal-nps>`,
    );
    await until(() => sent.length === 1);
    dispatchEvent(new Event('pagehide'));
    expect(told()).to.deep.equal([['nps', '', 'shown']]);
  });

  it('say of a message that its link was followed', async () => {
    await measures({ ask: undefined, messages: { near: { url: '#there' } } });
    const message = await comes();
    part(message, 'link').click();
    await until(() => sent.length === 2);
    await some(400);
    history.replaceState(null, '', location.pathname + location.search);
    expect(told()).to.deep.equal([
      ['message:near', '', 'shown'],
      ['message:near', '', 'answered'],
    ]);
  });

  it('are not sent without the key, without a server, in test mode, and after a refusal', async () => {
    for (const [rules, options] of [
      [{ measure: false }, {}],
      [{ measure: undefined }, {}],
      [{}, { server: undefined }],
      [{}, { server: 'javascript:alert(1)' }],
      [{}, { test: true }],
    ] as const) {
      await measures(rules, options as Partial<LojalProgram>);
      part(await comes(), 'close').click();
      await some(300);
      for (const one of document.querySelectorAll('lojal-program,lojal-nps,lojal-test-panel')) one.remove();
      forgetVisit();
      forgetHistory();
    }
    setConsent('c_1', false);
    await measures();
    part(await comes(), 'close').click();
    await some(300);
    expect(told()).to.deep.equal([]);
  });
});
