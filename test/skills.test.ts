import { expect, test } from 'vitest';
import { skillsOf } from '../src/skills.ts';

test('a group shows what is in use, and otherwise what would show it', () => {
  const definitions = [
    { name: 'MLflow', group: 'Tracking' },
    { name: 'Aim', group: 'Tracking' },
    { name: 'Docker', group: 'DevOps' },
  ];
  const stack = [
    { name: 'MLflow', group: 'Tracking', used: false, evidence: [{ path: 'requirements.txt', line: 1 }] },
    { name: 'Docker', group: 'DevOps', used: true, evidence: [{ path: 'Dockerfile', line: 1 }] },
  ];
  expect(skillsOf(stack, definitions)).toEqual([
    { group: 'Tracking', shown: [], missing: ['MLflow', 'Aim'] },
    { group: 'DevOps', shown: ['Docker'], missing: [] },
  ]);
});
