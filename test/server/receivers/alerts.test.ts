/** What people get: an alert about each unhappy customer at once, and one message a day. Words of customers do nothing there. */
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { createEndpoint, type ReceiverKind } from '../../../src/server/index.ts';
import { loadProgram } from '../../../src/server/program-source.ts';
import { alertMessage } from '../../../src/server/receivers/alert-message.ts';
import { slackBody, teamsBody } from '../../../src/server/receivers/chat-bodies.ts';
import { createDeliverySender, type SenderOptions } from '../../../src/server/receivers/delivery-sender.ts';
import { checkMailOptions } from '../../../src/server/receivers/send-mail.ts';
import { ces, choice, csat, mint, nps, review } from '../samples.ts';
import { fakeStore, noErrors, post, withStores } from '../stores.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { type ReceivingServer, startReceiving } from './receiving-server.ts';

const HOSTILE = [
  '<!channel> <!here> <@U012AB3CD> <#C012AB3CD> <https://evil.example|Click here>',
  'https://evil.example @channel @everyone #general',
  '*bold* _it_ ~no~ `code` ```block``` > quote & &lt;!channel&gt;',
  '[Click](https://evil.example) ![x](https://evil.example/x.png) **b** <at>All</at> {{DATE(2026-01-01)}} $' + '{x}',
  'Hi\r\nBcc: victim@evil.example\r\n\r\n<script>alert(1)</script>',
  '.\r\nQUIT\r\n',
  '\u202Eevil\u2066 \u0000\u0007\u001B[31m',
  '',
  '🎵'.repeat(2_000),
];

const answered = (data: object, type = 'lojal.nps.answered.v1') => ({
  id: 'evt_1',
  type: 'lojal.answer.received.v1',
  customer: 'c_1',
  data: { answer: { type, subject: 'c_1', data: { score: 2, lang: 'en', revision: 1, ...data } } },
  at: '2026-11-27T10:00:00Z',
});

/** All texts of a card, or of a message. */
function texts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'text' && typeof inside === 'string' ? [inside] : texts(inside),
  );
}

test('Slack: no character of a comment can start a mention or a link, and none is in the notification', () => {
  const check = (comment: string) => {
    const body = slackBody(alertMessage(answered({ comment })));
    const message = JSON.parse(body) as Record<string, unknown>;
    for (const text of texts(message)) {
      assert.doesNotMatch(text, /[<>]/);
      assert.doesNotMatch(text, /&(?!(amp|lt|gt);)/);
      assert.ok(text.length <= 3_000);
    }
    assert.equal(message.text, 'NPS 2 of 10');
    assert.equal(message.mrkdwn, false);
    for (const block of message.blocks as { type: string; text: { type: string } }[])
      assert.deepEqual([block.type, block.text.type], ['section', 'plain_text']);
  };
  for (const comment of HOSTILE) check(comment);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check), { numRuns: 200 });
});

test('Teams: words of customers are in text runs alone, which read no Markdown', () => {
  const check = (comment: string) => {
    const message = JSON.parse(teamsBody(alertMessage(answered({ comment }))));
    assert.equal(message.type, 'message');
    const [{ contentType, content }] = message.attachments;
    assert.equal(contentType, 'application/vnd.microsoft.card.adaptive');
    assert.equal(content.type, 'AdaptiveCard');
    assert.deepEqual(Object.keys(content).sort(), ['$schema', 'body', 'type', 'version']);
    for (const { type, inlines } of content.body) {
      assert.equal(type, 'RichTextBlock');
      for (const run of inlines) assert.equal(run.type, 'TextRun');
    }
    assert.ok(Buffer.byteLength(JSON.stringify(message)) < 28 * 1024);
  };
  for (const comment of HOSTILE) check(comment);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check), { numRuns: 100 });
});

test('settings of a mail server that cannot work are refused', () => {
  const store = fakeStore();
  const good = { url: 'smtp://mail.example:587', from: 'club@shop.example' };
  checkMailOptions(good);
  for (const mail of [
    { ...good, url: 'https://mail.example' },
    { ...good, url: 'mail.example' },
    { ...good, url: 'smtp://' },
    { ...good, from: 'Club <club@shop.example>' },
    { ...good, from: 'a@b.example, c@d.example' },
    { ...good, from: 'a@b.example\r\nBcc: c@d.example' },
  ])
    assert.throws(() => createEndpoint({ store, mail }), TypeError, JSON.stringify(mail));
});

withStores('alerts', (bench) => {
  let chat: ReceivingServer | undefined;
  let mail: MailServer | undefined;
  let mailReply = '250 stored';
  after(async () => {
    await chat?.close();
    await mail?.close();
  });
  let clock = Date.now();
  let closing = new AbortController();
  const sender = (more: Partial<SenderOptions> = {}) =>
    createDeliverySender({
      store: { receivers: { ...bench.store.receivers, closing: closing.signal } },
      program: async () => loadProgram({ name: 'Club', timeZone: 'Asia/Tokyo' }),
      allowPrivate: true,
      mail: { url: mail?.url ?? '', from: 'club@shop.example' },
      now: () => clock,
      onError: (error) => assert.fail(String(error)),
      ...more,
    });
  const add = async (kind: ReceiverKind, url: string) => {
    const outcome = await bench.store.receivers.add({ kind, url, types: ['lojal.answer.received.v1'] }, 'test');
    assert.ok(typeof outcome === 'object');
    return outcome.receiver.id;
  };
  const store = async (...answers: object[]) => {
    // Stored without a sender that runs beside the tested one.
    for (const one of answers) await bench.store.insert(one as never, mint());
  };
  const states = async (id: string) => (await bench.store.receivers.deliveries(id)).map(({ state }) => state);
  beforeEach(async () => {
    chat ??= await startReceiving();
    mail ??= await startMailServer(() => mailReply);
    chat.received.length = 0;
    mail.mails.length = 0;
    closing = new AbortController();
    // Early in the day of Tokyo: no message of the day yet.
    clock = Date.parse('2026-11-27T22:00:00Z');
    for (const table of ['receivers', 'events']) await bench.query(`delete from lojal_${table}`);
  });
  afterEach(() => closing.abort());

  test('unhappy customers at once, everything else in one message a day', async () => {
    const id = await add('slack', chat?.url ?? '');
    const edited = nps({ score: 10, comment: 'Before' });
    await store(
      nps({ score: 6 }),
      csat({ score: 2 }),
      review({ rating: 1, body: 'Broken' }),
      nps({ score: 7, comment: undefined }),
      csat({ score: 3, comment: '<!channel>' }),
      review({ rating: 3, body: 'Fine' }),
      ces({ score: 1, comment: undefined }),
      choice({ other: undefined }),
      edited,
      { ...edited, data: { ...edited.data, comment: 'After', revision: 2 } },
    );
    const sending = sender();
    await sending.sendDue();
    const titles = () => chat?.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
    assert.deepEqual(titles()?.sort(), ['CSAT 2 of 5', 'NPS 6 of 10', 'Review 1 of 5']);
    assert.deepEqual((await states(id)).filter((state) => state === 'waiting').length, 7);
    await sending.sendDue();
    assert.equal(chat?.received.length, 3);
    // Eight o'clock in Tokyo.
    clock = Date.parse('2026-11-27T23:00:30Z');
    await Promise.all([sending.sendDue(), sender().sendDue()]);
    assert.equal(chat?.received.length, 4);
    const digest = JSON.parse(chat?.received[3]?.body ?? '') as { text: string };
    assert.equal(digest.text, 'Lojal, 2026-11-28: 6 events beside alerts');
    const lines = texts(digest)[2]?.split('\n') ?? [];
    assert.deepEqual(lines.slice(0, 5).sort(), [
      'CES: 1, mean 1',
      'CSAT: 1, mean 3',
      'Choice: 1',
      'NPS: 2, mean 8.5',
      'Review: 1, mean 3',
    ]);
    assert.deepEqual(lines.slice(5), ['CSAT 3: “&lt;!channel&gt;”', 'Review 3: “Fine”', 'NPS 10: “After”']);
    assert.deepEqual((await states(id)).filter((state) => state === 'waiting').length, 0);
    // Later on the same day, and the next one.
    await store(nps({ score: 9 }));
    clock += 3_600_000;
    await sending.sendDue();
    assert.equal(chat?.received.length, 4);
    clock += 24 * 3_600_000;
    await sending.sendDue();
    assert.equal(chat?.received.length, 5);
    assert.equal(titles()?.[4], 'Lojal, 2026-11-29: 1 event beside alerts');
    clock += 24 * 3_600_000;
    await sending.sendDue();
    assert.equal(chat?.received.length, 5);
  });

  test('the words of a customer who was erased are not in the message of the day', async () => {
    await add('teams', chat?.url ?? '');
    await store(nps({ comment: 'Secret' }, { subject: 'c_gone' }), nps({ comment: 'Public' }, { subject: 'c_here' }));
    await sender().sendDue();
    await bench.store.erase('c_gone');
    clock = Date.parse('2026-11-28T03:00:00Z');
    await sender().sendDue();
    const [{ body } = { body: '' }] = chat?.received ?? [];
    assert.match(body, /Public/);
    assert.doesNotMatch(body, /Secret|c_gone/);
  });

  test('e-mail: one recipient, plain text, and no word of a customer in the header', async () => {
    const id = await add('email', 'mailto:owner@shop.example');
    await store(...HOSTILE.map((comment) => nps({ score: 0, comment: comment.replaceAll('\0', '') })));
    await sender().sendDue();
    assert.deepEqual([...new Set(await states(id))], ['delivered']);
    assert.equal(mail?.mails.length, HOSTILE.length);
    for (const { from, to, source } of mail?.mails ?? []) {
      assert.equal(from, 'club@shop.example');
      assert.deepEqual(to, ['owner@shop.example']);
      const header = source.slice(0, source.indexOf('\r\n\r\n'));
      const names = header
        .split('\r\n')
        .filter((line) => !/^\s/.test(line))
        .map((line) => line.split(':')[0]);
      assert.equal(new Set(names).size, names.length);
      assert.ok(!names.includes('Bcc') && !names.includes('Cc'), header);
      assert.match(header, /^Subject: NPS 0 of 10$/m);
      assert.match(header, /^Content-Type: text\/plain; charset=utf-8$/m);
      assert.doesNotMatch(header, /evil|victim/);
    }
  });

  test('e-mail: a mail server that refuses is tried again; without one the log says so', async () => {
    const id = await add('email', 'mailto:owner@shop.example');
    await store(nps({ score: 0 }));
    mailReply = '451 later';
    await sender().sendDue();
    mailReply = '250 stored';
    const [first] = await bench.store.receivers.deliveries(id);
    assert.deepEqual([first?.state, first?.status], ['pending', 451]);
    await bench.store.receivers.resend(id, first?.id ?? '');
    await sender({ mail: undefined }).sendDue();
    assert.equal((await bench.store.receivers.deliveries(id))[0]?.error, 'no-mail-server');
    await bench.store.receivers.resend(id, first?.id ?? '');
    await sender().sendDue();
    assert.equal(mail?.mails.length, 1);
  });

  test('an alert arrives soon after the answer was posted', async () => {
    const endpoint = createEndpoint({
      store: bench.store,
      limits: false,
      log: noErrors,
      mail: { url: mail?.url ?? '', from: 'club@shop.example' },
    });
    await add('email', 'mailto:owner@shop.example');
    await post(endpoint, nps({ score: 1 }));
    const start = Date.now();
    while (mail?.mails.length === 0 && Date.now() - start < 30_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(mail?.mails.length, 1);
  });
});
