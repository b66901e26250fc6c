import { startDashboard } from '../test/app/web/dashboard.ts';

// Serves the dashboard with an invented organisation: `npx tsx scripts/dashboard-demo.ts [repositories] [port]`.
// Signing in leads to a fake GitHub on this machine, which asks nothing.
const count = Number(process.argv[2] ?? '50');
const port = Number(process.argv[3] ?? '4000');
const dashboard = await startDashboard(count, { port, onError: (error) => console.error(error) });
dashboard.github.signsIn = dashboard.owner;
dashboard.operations.dead = [
  {
    id: '1',
    about: 'audit of acme/churn-model#7',
    failedAt: new Date(dashboard.clock.now.getTime() - 3600_000),
    problem: 'GitHub answered 502 five times',
    repositoryId: null,
  },
];
console.log(`${dashboard.url}/orgs/acme`);
