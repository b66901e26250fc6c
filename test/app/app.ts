import { afterAll, beforeAll } from 'vitest';
import { FakeAppGitHub, type FakeInstallation } from '../github/fake-app-github.ts';
import type { FakeRepository, Files } from '../github/fake-repository.ts';
import { AppProcess, newData } from './process.ts';

/** A fake GitHub and the App beside it, for all tests of a file; each test has an organisation of its own. */
export class Stage {
  readonly github = new FakeAppGitHub();
  readonly data = newData();
  app!: AppProcess;
  env: Readonly<Record<string, string>> = {};
  #organisations = 0;

  static forFile(more: Readonly<Record<string, string>> = {}): Stage {
    const stage = new Stage();
    beforeAll(async () => {
      await stage.github.start();
      stage.env = { ...stage.github.environment(), MLREADY_DATA: stage.data.folder, ...more };
      await stage.start();
    });
    afterAll(async () => {
      await stage.app?.stop();
      await stage.github.stop();
      stage.data.remove();
    });
    return stage;
  }

  async start(): Promise<void> {
    this.app = await AppProcess.start(this.env);
    this.github.target = `${this.app.url}/api/github/webhooks`;
  }

  organisation(repositories: Readonly<Record<string, Files | null>>): FakeInstallation {
    this.#organisations += 1;
    return this.github.install(`acme-${this.#organisations}`, repositories);
  }

  /** An organisation with one repository. */
  repository(files: Files): FakeRepository {
    const [repository] = this.organisation({ churn: files }).repositories;
    if (repository === undefined) throw new Error('there is none');
    return repository;
  }

  pulled(repository: FakeRepository, number: number, action = 'opened'): Promise<number> {
    return this.github.deliver('pull_request', this.github.payload(repository, { action, number }));
  }

  pushed(repository: FakeRepository): Promise<number> {
    return this.github.deliver('push', this.github.payload(repository, { ref: 'refs/heads/main' }));
  }

  /** Sends an event of the installation itself and waits until everything is done. */
  async installed({ id }: FakeInstallation, action = 'created'): Promise<void> {
    await this.github.deliver('installation', { action, installation: { id } });
    await this.app.idle();
  }

  async asked(part: string): Promise<number> {
    return this.github.asked.filter(({ method, path }) => `${method} ${path}`.includes(part)).length;
  }
}
