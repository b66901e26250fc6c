import { parentPort } from 'node:worker_threads';
import type { Headers } from '../github/budget.ts';
import { octokitClass } from '../github/octokit.ts';
import { audit } from './audit.ts';
import type { AuditAnswer, AuditQuestion } from './task.ts';

let headers: Headers | null = null;
const Octokit = octokitClass(false, (_, heard) => {
  headers = heard;
});

parentPort?.on('message', async ({ id, task }: AuditQuestion) => {
  headers = null;
  const api = new Octokit({ auth: { token: task.token }, baseUrl: task.api });
  const answer: AuditAnswer = { id, ...(await audit(api, task)), headers };
  parentPort?.postMessage(answer);
});
