import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { annotationsOf } from '../src/github/annotations.ts';
import { authorOf } from '../src/github/author.ts';
import { clientOf, questionsOf } from '../src/github/client.ts';
import { type Judged, judge } from '../src/github/judge.ts';
import { linksTo } from '../src/github/links.ts';
import { isNews, noteOf, summaryOf } from '../src/github/note.ts';
import { reasonsOf } from '../src/github/reasons.ts';
import { comment } from './comment.ts';
import { ActionError } from './error.ts';
import { type RunnerEvent, subjectOf } from './event.ts';
import { writeFile } from './files.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { locate } from './locate.ts';

/** One step of a workflow, from its inputs to its outputs. @throws Error for whatever keeps it from a verdict */
export async function run(version: string): Promise<void> {
  const { env } = process;
  const inputs = inputsOf(core.getInput);
  const event = eventOf(env);
  const subject = subjectOf(event);
  if (inputs.token === '') throw new ActionError('github-token is empty; leave it out for the token of the workflow');
  const api = clientOf(inputs.token, core.warning);
  // Asked while the audits run.
  const author = subject.pull === null || inputs.comment === 'never' ? '' : authorOf(questionsOf(inputs.token));
  const workspace = await realpath(env.GITHUB_WORKSPACE || process.cwd());

  const located = await locate(subject, workspace, api, core.info);
  core.info(`Reads ${located.head.slice(0, 7)}${against(located.base)} from ${located.revisions.from}.`);
  const about = { date: new Date().toISOString().slice(0, 10), version };
  const judged = await judge(located, subject.repo, inputs, about, core.notice);

  const prefix = inputs.path === '' ? '' : `${inputs.path}/`;
  const server = env.GITHUB_SERVER_URL || 'https://github.com';
  const link = linksTo(server, event.repository, located.head, inputs.path);
  if (inputs.annotations) {
    for (const { level, message, at } of annotationsOf(judged, prefix)) {
      if (level === 'error') core.error(message, at);
      else core.warning(message, at);
    }
  }
  if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(summaryOf(judged, link, inputs), true).write();
  await writeFiles(judged, inputs, workspace, prefix);

  let url = '';
  if (inputs.comment !== 'never') {
    const create = inputs.comment === 'always' || isNews(judged);
    const posted = await comment(api, subject, noteOf(judged, link, inputs), await author, create);
    if (posted.notice !== null) core.notice(posted.notice, { title: 'mlready wrote no comment' });
    url = posted.url;
  }
  setOutputs(judged, url);
  const reasons = reasonsOf(judged, inputs);
  if (reasons.length > 0) core.setFailed(`mlready: ${reasons.join('; ')}`);
}

function eventOf(env: NodeJS.ProcessEnv): RunnerEvent {
  const { GITHUB_EVENT_PATH: file = '', GITHUB_EVENT_NAME: name = '', GITHUB_SHA: sha = '' } = env;
  const repository = env.GITHUB_REPOSITORY ?? '';
  if (!/^[^/\s]+\/[^/\s]+$/.test(repository) || !/^[0-9a-f]{40,64}$/.test(sha)) {
    throw new ActionError('this is no workflow of GitHub: GITHUB_REPOSITORY or GITHUB_SHA is missing');
  }
  let payload: unknown = {};
  try {
    if (file !== '') payload = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ActionError(`the event in GITHUB_EVENT_PATH cannot be read: ${(error as Error).message}`);
  }
  return { name, sha, repository, payload };
}

function against(base: string | null): string {
  return base === null ? '' : ` and ${base.slice(0, 7)}`;
}

async function writeFiles(judged: Judged, inputs: Inputs, workspace: string, prefix: string): Promise<void> {
  const { json } = await import('../src/report/json.ts');
  const own = join(process.env.RUNNER_TEMP || tmpdir(), `mlready-${encodeURIComponent(inputs.name) || 'report'}.json`);
  const path = writeFile(workspace, inputs.jsonFile ?? own, json(judged.report));
  core.setOutput('report-json', path);
  if (inputs.sarifFile === null) return;
  const { sarif } = await import('../src/report/sarif.ts');
  const { report, book } = judged;
  writeFile(workspace, inputs.sarifFile, sarif(report, book.rules, { prefix }));
}

function setOutputs(judged: Judged, url: string): void {
  const { report, comparison } = judged;
  core.setOutput('score', report.score ?? '');
  core.setOutput('grade', report.grade ?? '');
  core.setOutput('delta', comparison?.scoreChange ?? '');
  core.setOutput('failed', report.counts.fail);
  core.setOutput('new-failures', judged.failing({ what: 'new', least: 'low' }).length);
  core.setOutput('comment-url', url);
}
