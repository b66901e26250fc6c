#!/usr/bin/env node
import { failure } from './surface/exit.ts';
import { handleInterrupts } from './surface/interrupt.ts';
import { surviveClosedPipes } from './surface/output.ts';

handleInterrupts();
surviveClosedPipes();
try {
  const { run } = await import('./cli/arguments.ts');
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { text, code } = failure(error, (process.env.DEBUG ?? '').split(',').includes('mlready'));
  process.stderr.write(text);
  process.exitCode = code;
}
