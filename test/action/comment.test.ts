import { describe, expect, it } from 'vitest';
import { Stage } from './harness.ts';
import { churn, worse } from './repositories.ts';

describe('the comment of the action', () => {
  it('begins with what the pull request made better and worse, and fails the job for it', async () => {
    const stage = await Stage.of(churn, worse);
    const step = await stage.run();
    console.log(step, stage.notes[0], stage.github.asked);
    expect(step.code).toBe(1);
  });
});
