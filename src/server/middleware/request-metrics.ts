import { createHourCounts } from './hour-counts.ts';

/** Upper bounds of the durations, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** One request, as the log describes it. */
export interface MeasuredRequest {
  readonly method: string;
  /** The pattern of the route. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counts what this process does. Contains no ids, so that the number of series is bounded. */
export interface RequestMetrics {
  request(request: MeasuredRequest): void;
  /** @param outcome what became of a posted answer: an `InsertOutcome`, or `quarantined` */
  answer(outcome: string): void;
  /** @param outcome what became of an attempt to send a webhook */
  delivery(outcome: 'delivered' | 'retried' | 'failed'): void;
  /** The requests of the last 60 minutes, and those of them that the server could not handle (status 500 and above). */
  lastHour(): { readonly requests: number; readonly errors: number };
  /**
   * All values in the Prometheus text format.
   *
   * @param overdue for how many seconds the oldest webhook is due; absent if the database does not say
   */
  expose(databaseUp: boolean, overdue?: number): string;
}

/** Methods that routes use. The sender chooses the method, so that any other is counted as one. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);

/** prom-client, the common library, is not used: it would be one more package for two counters and a histogram. */
export function createRequestMetrics(): RequestMetrics {
  const requests = new Map<string, number>();
  const answers = new Map<string, number>();
  const deliveries = new Map<string, number>();
  const durations = new Map<string, { readonly counts: number[]; sum: number; count: number }>();
  const hour = createHourCounts();
  const add = (to: Map<string, number>, labels: string) => to.set(labels, (to.get(labels) ?? 0) + 1);

  return {
    request({ method, route, status, seconds }) {
      const verb = METHODS.has(method) ? method : 'other';
      hour.add(status >= 500);
      add(requests, `method="${verb}",route="${route}",status="${status}"`);
      const labels = `method="${verb}",route="${route}"`;
      const all = durations.get(labels) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
      durations.set(labels, all);
      for (const [i, bound] of BUCKETS.entries()) if (seconds <= bound) all.counts[i] = (all.counts[i] ?? 0) + 1;
      all.sum += seconds;
      all.count++;
    },
    answer: (outcome) => add(answers, `outcome="${outcome}"`),
    lastHour: hour.sum,
    delivery: (outcome) => add(deliveries, `outcome="${outcome}"`),
    expose(databaseUp, overdue) {
      const { rss } = process.memoryUsage();
      return [
        ...block('lojal_requests_total', 'counter', 'Requests by method, route and status.', requests),
        ...block('lojal_answers_total', 'counter', 'Posted answers by what became of them.', answers),
        ...block('lojal_deliveries_total', 'counter', 'Attempts to send webhooks by outcome.', deliveries),
        ...(overdue === undefined
          ? []
          : [
              ...head('lojal_deliveries_overdue_seconds', 'gauge', 'For how long the oldest webhook is due.'),
              `lojal_deliveries_overdue_seconds ${Math.round(overdue)}`,
            ]),
        ...head('lojal_request_duration_seconds', 'histogram', 'Time until the response headers.'),
        ...[...durations].flatMap(([labels, { counts, sum, count }]) => [
          ...counts.map((n, i) => `lojal_request_duration_seconds_bucket{${labels},le="${BUCKETS[i]}"} ${n}`),
          `lojal_request_duration_seconds_bucket{${labels},le="+Inf"} ${count}`,
          `lojal_request_duration_seconds_sum{${labels}} ${sum}`,
          `lojal_request_duration_seconds_count{${labels}} ${count}`,
        ]),
        ...head('lojal_database_up', 'gauge', 'Whether the database stores answers now.'),
        `lojal_database_up ${Number(databaseUp)}`,
        ...head('process_resident_memory_bytes', 'gauge', 'Memory of the process.'),
        `process_resident_memory_bytes ${rss}`,
        ...head('process_start_time_seconds', 'gauge', 'When the process started, Unix time.'),
        `process_start_time_seconds ${Math.round(Date.now() / 1000 - process.uptime())}`,
        '',
      ].join('\n');
    },
  };
}

const head = (name: string, type: string, help: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];

const block = (name: string, type: string, help: string, values: ReadonlyMap<string, number>) => [
  ...head(name, type, help),
  ...[...values].map(([labels, value]) => `${name}{${labels}} ${value}`),
];
