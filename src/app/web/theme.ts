export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function themeOf(given: unknown): Theme {
  return themes.find((theme) => theme === given) ?? 'system';
}
