import { onTestFinished } from 'vitest';
import { FakeAppGitHub } from '../github/fake-app-github.ts';
import type { FakeRepository } from '../github/fake-repository.ts';
import { AppProcess, newData } from './process.ts';

export interface Stage {
  readonly github: FakeAppGitHub;
  readonly app: AppProcess;
  readonly env: Readonly<Record<string, string>>;
  /** Sends what a pull request's event says. */
  pulled(repository: FakeRepository, number: number, action?: string): Promise<number>;
  pushed(repository: FakeRepository): Promise<number>;
  /** Sends `installation` and waits until everything is done. */
  installed(index?: number): Promise<void>;
}

/** A fake GitHub and the App beside it. */
export async function stage(
  prepare: (github: FakeAppGitHub) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const github = new FakeAppGitHub();
  prepare(github);
  await github.start();
  const data = newData();
  const env = { ...github.environment(), MLREADY_DATA: data.folder, ...more };
  const app = await AppProcess.start(env);
  github.target = `${app.url}/api/github/webhooks`;
  onTestFinished(async () => {
    await app.stop();
    await github.stop();
    data.remove();
  });
  return {
    github,
    app,
    env,
    pulled: (repository, number, action = 'opened') =>
      github.deliver('pull_request', github.payload(repository, { action, number })),
    pushed: (repository) =>
      github.deliver('push', github.payload(repository, { ref: `refs/heads/${repository.defaultBranch}` })),
    installed: async (index = 0) => {
      await github.deliver('installation', {
        action: 'created',
        installation: { id: github.installations[index]?.id },
      });
      await app.idle();
    },
  };
}
