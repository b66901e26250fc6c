import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GitHub } from '../github/github.ts';
import type { Metrics } from '../operations/metrics.ts';
import type { Inbox } from './inbox.ts';

/** GitHub sends nothing larger. */
const LONGEST = 25 << 20;
/** Bytes of bodies that are held at the same time; beyond it GitHub is asked to come again later. */
const MOST_HELD = 512 << 20;
const ID = /^[\w-]{1,100}$/;

/** Takes a webhook: checks who wrote it, has it noted together with its jobs, and only then says so. */
export class Webhook {
  readonly #github: GitHub;
  readonly #inbox: Inbox;
  readonly #metrics: Metrics;
  #held = 0;

  constructor(github: GitHub, inbox: Inbox, metrics: Metrics) {
    this.#github = github;
    this.#inbox = inbox;
    this.#metrics = metrics;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stop = this.#metrics.answerTime.startTimer();
    const id = one(request.headers['x-github-delivery']);
    const event = one(request.headers['x-github-event']);
    const log = this.#github.log.child({
      name: 'webhook',
      delivery: ID.test(id) ? id : null,
      event: event.slice(0, 50),
    });
    const answer = (status: number, text: string, outcome: string) => {
      const name = outcome === 'refused' ? '' : event;
      this.#metrics.deliveries.inc({ event: name, outcome });
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
      stop();
    };
    const signature = one(request.headers['x-hub-signature-256']);
    if (!ID.test(id) || event === '' || !/^sha256=[0-9a-f]{64}$/.test(signature)) {
      log.warn('a webhook without an id, an event or a signature');
      request.resume();
      return answer(400, 'X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are needed', 'refused');
    }
    let body: string | null;
    try {
      body = await this.#body(request);
    } catch {
      return answer(400, 'the body was cut off', 'refused');
    }
    if (body === null) return answer(413, 'too large', 'refused');
    this.#held += body.length;
    try {
      if (!(await this.#github.verify(body, signature))) {
        log.warn('a webhook with a signature that does not fit');
        return answer(401, 'the signature does not fit', 'refused');
      }
      let payload: Record<string, unknown>;
      try {
        payload = JSON.parse(body);
        if (typeof payload !== 'object' || payload === null) throw new Error('no object');
      } catch {
        return answer(400, 'no JSON; set the content type of the webhook to application/json', 'refused');
      }
      const isNew = await this.#inbox.take({ id, event, payload });
      log.info({ action: payload.action, known: !isNew }, 'noted');
      return answer(202, isNew ? 'noted' : 'known already', isNew ? 'new' : 'known');
    } catch (error) {
      log.error({ err: error }, 'a webhook could not be noted');
      return answer(503, 'could not be noted; deliver it again', 'failed');
    } finally {
      this.#held -= body.length;
    }
  }

  /** The body, or `null` for one that is too large. */
  async #body(request: IncomingMessage): Promise<string | null> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > LONGEST || this.#held + size > MOST_HELD) return null;
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function one(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
