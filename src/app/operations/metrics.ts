import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Budgets } from '../github/budget.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/database.ts';
import { latestDelivery } from '../store/deliveries.ts';

/** What the App tells Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly deliveries: Counter<'event' | 'outcome'>;
  readonly answerTime: Histogram;
  readonly jobTime: Histogram<'kind' | 'outcome'>;
  readonly auditTime: Histogram;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'mlready_' });
    this.deliveries = new Counter({
      name: 'mlready_webhooks_total',
      help: 'Webhooks by event and what became of them: new, known, refused, failed.',
      labelNames: ['event', 'outcome'],
      registers,
    });
    this.answerTime = new Histogram({
      name: 'mlready_webhook_seconds',
      help: 'Time until a webhook was acknowledged.',
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10],
      registers,
    });
    this.jobTime = new Histogram({
      name: 'mlready_job_seconds',
      help: 'Time of jobs by kind and outcome: done, later, failed, unmendable.',
      labelNames: ['kind', 'outcome'],
      buckets: [0.01, 0.05, 0.2, 0.5, 1, 2, 5, 15, 60, 300],
      registers,
    });
    this.auditTime = new Histogram({
      name: 'mlready_audit_seconds',
      help: 'Time of audits, waiting for a thread included.',
      buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300],
      registers,
    });
  }

  /** Adds what is looked up whenever somebody asks. */
  watch(queue: Queue, store: Store, budgets: Budgets): void {
    const registers = [this.registry];
    const depth = new Gauge({
      name: 'mlready_jobs',
      help: 'Jobs by state: waiting, active, dead.',
      labelNames: ['state'],
      registers,
      collect: async () => {
        const found = await queue.depth();
        depth.set({ state: 'waiting' }, found.waiting);
        depth.set({ state: 'active' }, found.active);
        depth.set({ state: 'dead' }, found.dead);
        oldest.set(found.age);
      },
    });
    const oldest = new Gauge({
      name: 'mlready_jobs_oldest_seconds',
      help: 'Age of the oldest job that could run.',
      registers,
    });
    const age = new Gauge({
      name: 'mlready_webhook_age_seconds',
      help: 'Time since the newest webhook.',
      registers,
      collect: async () => {
        const at = await latestDelivery(store);
        if (at !== null) age.set(Math.max(0, (Date.now() - at.getTime()) / 1000));
      },
    });
    const remaining = new Gauge({
      name: 'mlready_api_requests_remaining',
      help: "Requests to GitHub's API that an installation has left until its limit is renewed.",
      labelNames: ['installation'],
      registers,
      collect: () => {
        remaining.reset();
        for (const [installation, budget] of budgets.all()) {
          remaining.set({ installation: String(installation) }, budget.remaining);
        }
      },
    });
  }
}
