// Times whole audits by the built command line: `node bench/speed.mjs REPOSITORY …` (after `npm run build`).
// Beside each stands the time that Git alone takes to hand over every file of the commit, and the ratio of both in pairs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const runs = Number(process.env.RUNS ?? 5);

function seconds(command, args) {
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 1 << 30 });
  if (error !== undefined || status !== 0) throw error ?? new Error(`${command} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

console.log('| repository | files | audit s (median of runs) | min–max | git archive s | ratio |');
console.log('| --- | ---: | ---: | --- | ---: | ---: |');
for (const repository of process.argv.slice(2)) {
  const audits = [];
  const archives = [];
  const audit = () => seconds(process.execPath, [cli, repository, '--quiet', '--date', '2026-01-01']);
  audit();
  for (let run = 0; run < runs; run += 1) {
    audits.push(audit());
    archives.push(seconds('git', ['-C', repository, 'archive', '--format=tar', 'HEAD']));
  }
  const files =
    spawnSync('git', ['-C', repository, 'ls-files', '-z'], { maxBuffer: 1 << 30 })
      .stdout.toString()
      .split('\0').length - 1;
  const ratio = median(audits.map((time, index) => time / archives[index]));
  const name = repository.split('/').filter(Boolean).at(-1);
  const figure = (time) => time.toFixed(2);
  console.log(
    `| ${name} | ${files} | ${figure(median(audits))} | ${figure(Math.min(...audits))}–${figure(Math.max(...audits))} | ${figure(median(archives))} | ${ratio.toFixed(1)} |`,
  );
}
