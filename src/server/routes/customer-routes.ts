import { type Context, Hono } from 'hono';
import { toMajor } from '../../loyalty/money.ts';
import { QUESTIONS } from '../../registry.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { customerSnapshot } from '../ledger/customer-snapshot.ts';
import { wireAccount } from '../ledger/wire-account.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { invalidBody, isSubject } from '../validate.ts';
import { readAdjustment, readQuestions } from './customer-changes.ts';
import { type InboxOptions, programOrNothing } from './inbox-options.ts';
import { answerType } from './inbox-query.ts';

/** The orders and answers of a customer that the page shows. */
const [MOST_ORDERS, MOST_ANSWERS] = [50, 20];

/** @throws Problem 404 for what cannot be a customer's id */
function readCustomer(c: Context): string {
  const customer = c.req.param('customer');
  if (!isSubject(customer)) throw unknown();
  return customer;
}

const unknown = () => new Problem(404, 'Nothing is stored of a customer with this id.');

const NO_STORE = { 'Cache-Control': 'no-store, private' };

/** `/owner/customers/<id>`: what the owner reads and changes of one customer. */
export function customerRoutes({ store, keys, program }: InboxOptions): Hono<Env> {
  /** What follows from the ledger and the program. */
  async function standing(loaded: LoadedProgram, customer: string) {
    const { program: rules, rulesAt } = loaded;
    const today = calendarDay(Date.now(), rules.timeZone);
    const [{ points, standing }, account, member] = await Promise.all([
      customerSnapshot(store.ledger, loaded, customer),
      wireAccount(store.ledger, rules, customer, today, rulesAt),
      store.ledger.member(customer),
    ]);
    const { id, name } = standing?.level ?? {};
    return {
      currency: rules.currency,
      ...(id !== undefined && { tier: { id, name } }),
      points: points?.spendable ?? 0,
      pending: points?.pending ?? 0,
      ...(points?.worth !== undefined && { worth: points.worth }),
      ...(points?.expiring && { expiring: points.expiring }),
      ...(member?.joined !== undefined && { joined: member.joined }),
      ...(member?.cost !== undefined && { cost: toMajor(member.cost, rules.currency) }),
      tags: member?.tags ?? [],
      account,
    };
  }

  return new Hono<Env>()
    .get('/owner/customers/:customer', async (c) => {
      keys.require(c, 'read');
      const customer = readCustomer(c);
      if (!(await store.customers.isKnown(customer))) throw unknown();
      const loaded = await programOrNothing(program);
      const [orders, { answers }, ask] = await Promise.all([
        store.customers.orders(customer, MOST_ORDERS),
        store.inbox.search({ subject: customer }, MOST_ANSWERS),
        store.inbox.wishes(customer),
      ]);
      const lastOrder = orders.find(({ status }) => status === 'paid')?.at;
      return Response.json(
        {
          id: customer,
          ...(loaded && (await standing(loaded, customer))),
          ...(lastOrder !== undefined && { lastOrder }),
          orders: orders.map(({ id, at, currency, total, status, refunds }) => ({
            id,
            at,
            currency,
            total,
            status,
            refunds,
          })),
          answers,
          ask,
        },
        { headers: NO_STORE },
      );
    })
    .delete(async (c) => {
      const actor = keys.require(c, 'erase');
      const customer = readCustomer(c);
      return Response.json({ erased: await store.erase(customer, actor) });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET and DELETE.', { headers: { Allow: 'DELETE, GET, HEAD' } });
    })
    .get('/owner/customers/:customer/export', async (c) => {
      const actor = keys.require(c, 'read');
      const customer = readCustomer(c);
      const data = await store.customers.data(customer);
      if (Object.keys(data).length === 0) throw unknown();
      await store.audit({ actor, action: 'export', detail: { person: true } });
      return new Response(JSON.stringify({ customer, at: new Date().toISOString(), ...data }, null, 2), {
        headers: {
          ...NO_STORE,
          'Content-Type': 'application/json',
          'Content-Disposition': 'attachment; filename="lojal-customer.json"',
        },
      });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .post('/owner/customers/:customer/adjust', async (c) => {
      const actor = keys.require(c, 'program');
      const customer = readCustomer(c);
      const { timeZone } = (await program()).program;
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const adjustment = { ...readAdjustment(readJson(await readBody(c.req.raw))), customer };
      const outcome = await store.customers.adjust(adjustment, calendarDay(Date.now(), timeZone), actor);
      if (!outcome) throw unknown();
      if (outcome === 'other') throw new Problem(409, 'This id belongs to another correction. Choose a new id.');
      return Response.json(outcome.entry, { status: outcome.isNew ? 201 : 200 });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    })
    .put('/owner/customers/:customer/ask', async (c) => {
      keys.require(c, 'moderate');
      const customer = readCustomer(c);
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const questions = readQuestions(readJson(await readBody(c.req.raw)));
      const rules = (await programOrNothing(program))?.program.ask as Readonly<Record<string, unknown>> | undefined;
      const wishes = questions.map((question, i) => {
        const { kind = question === 'testimonial' ? 'review' : question } = Object(
          rules && Object.hasOwn(rules, question) ? rules[question] : undefined,
        ) as {
          kind?: unknown;
        };
        if (typeof kind !== 'string' || !Object.hasOwn(QUESTIONS, kind))
          throw invalidBody(
            [
              {
                path: `questions[${i}]`,
                message: 'must be a kind of question, testimonial, or the name of a rule of the program',
              },
            ],
            'The body',
          );
        return { question, type: answerType(kind) };
      });
      const waiting = await store.inbox.setWishes(customer, wishes);
      if (!waiting) throw unknown();
      return Response.json({ questions: waiting });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts PUT.', { headers: { Allow: 'PUT' } });
    });
}
