/** Normalises a distribution's name as PEP 503 says: `Scikit_Learn` and `scikit.learn` are `scikit-learn`. */
export function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
