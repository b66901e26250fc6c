import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**', 'test/action/**', 'test/app/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: 'test/cli/build.ts',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'action',
          include: ['test/action/**/*.test.ts'],
          globalSetup: 'test/action/committed.ts',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          globalSetup: 'test/app/build.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
