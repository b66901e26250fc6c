/** `MonthlyIncome`, `monthly income` and `monthly_income` are one name. */
export function spelled(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s\-./]+/g, '_')
    .toLowerCase();
}

/** The usual spellings of a name at the start of a string. */
export function quotedNeedles(name: string): readonly string[] {
  const words = name.split('_');
  const capital = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const camel = [words[0], ...capital.slice(1)].join('');
  const spellings = [
    name,
    name.toUpperCase(),
    words.join(' '),
    words.join('-'),
    capital.join(' '),
    capital.join(''),
    capital.join('_'),
    camel,
  ];
  return [...new Set(spellings)].flatMap((one) => [`'${one}`, `"${one}`]);
}
