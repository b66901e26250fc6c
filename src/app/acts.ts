/** What whoever runs the App does with its database. */
export const acts = ['export', 'dead', 'replay'] as const;
export type Act = (typeof acts)[number];
