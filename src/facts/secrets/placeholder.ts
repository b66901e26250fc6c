const templated =
  /[<>]|\$\{|\$\(|\{\{|\}\}|\$[A-Za-z_]{2}|^%|%[sd(]|\.\.\.|…|\*\*\*|^@[A-Z_]+@$|^\{.*\}$|^\[.*\]$|os\.environ|getenv|process\.env/;
const wording =
  /example|placeholder|change[-_]?(?:me|this|it)|changeit|replace[-_]?(?:me|with|this)|redacted|dummy|(?:^|[-_])fake|your[-_]|[-_]your|^your|yourtoken|insert[-_]?|xxxx|(?:^|[-_])(?:todo|tbd|none|null|undefined|test|sample|demo)(?:[-_]|$)|(?:token|key|secret|goes|value|password)[-_]?here|here$|^my[-_]|foobar|lorem|not[-_]?a?[-_]?real|deadbeef|notasecret|abcdefghijklmnop|[-_](?:api|access|secret|bot|user)[-_](?:key|token)/i;

const common =
  /^(?:(?:my|the|a|some|db|your|user|default|super|root|admin|test|dev|local)?[-_]?(?:pass(?:w(?:or)?d|phrase)?|pwd?|pw|secret|token|key|p4ssw0rd|p@ssw(?:or|0r)d|passw0rd)[-_]?\d{0,4}!?|root|admin|administrator|user|username|test(?:ing)?|guest|demo|dev|local|docker|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbit(?:mq)?|airflow|mlflow|minio(?:admin|123)?|feast|prefect|dagster|superset|metabase|grafana|qwerty|letmein|welcome|hunter2|foo|bar|baz|foobar|123456789?0?|1234?5?|abc123?|none|null|hogehoge|fuga|piyo)$/i;

/**
 * Tells whether a value only stands for a credential: templates, words that say so, one character or a short unit
 * repeated, runs of the alphabet or of digits, and too little variety for anything that was drawn at random.
 */
export function isPlaceholder(value: string): boolean {
  return templated.test(value) || wording.test(value) || isMonotonous(value);
}

/** Shannon entropy in bits a character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** True for values without the variety of a drawn one: `aaaa…`, `123123…`, `abcdef…0123`. */
export function isMonotonous(value: string): boolean {
  const letters = value.replace(/[^A-Za-z0-9]/g, '');
  if (letters.length < 6) return value.length >= 6 || new Set(letters).size < 3;
  for (let unit = 1; unit <= 6; unit += 1) {
    if (letters.length >= unit * 3 && letters.slice(unit) === letters.slice(0, -unit)) return true;
  }
  return inRuns(letters) >= 0.6 || entropy(letters) < (letters.length >= 20 ? 2.7 : letters.length >= 12 ? 2.2 : 1.5);
}

/** Share of characters in runs of four or more that stay or step by one. */
function inRuns(letters: string): number {
  let covered = 0;
  let length = 1;
  let step = 2;
  for (let index = 1; index <= letters.length; index += 1) {
    const next = letters.charCodeAt(index) - letters.charCodeAt(index - 1);
    if (next === step && Math.abs(next) <= 1) length += 1;
    else {
      if (length >= 4) covered += length;
      length = Math.abs(next) <= 1 ? 2 : 1;
      step = next;
    }
  }
  return covered / letters.length;
}

/**
 * True for what was drawn rather than written: hexadecimal, a UUID, or an unbroken stretch that no words are in,
 * because the kind of character changes far too often or too many consonants follow each other.
 */
export function looksDrawn(value: string): boolean {
  if (isPlaceholder(value)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return true;
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{20,}$/i.test(value)) return true;
  return value.split(/[-_.+/=]/).some((part) => {
    if (part.length < 12 || !/[A-Za-z]/.test(part)) return false;
    const kinds = part.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0');
    let changes = 0;
    for (let index = 1; index < kinds.length; index += 1) if (kinds[index] !== kinds[index - 1]) changes += 1;
    if (changes / (kinds.length - 1) >= (kinds.includes('0') ? 0.28 : 0.42)) return true;
    return new Set(kinds).size > 1 && /[bcdfghj-np-tv-xz]{5}/i.test(part);
  });
}

/** Passwords that everybody writes where no secret is needed: defaults of local services and words for "password". */
export function isCommonPassword(value: string): boolean {
  return common.test(value);
}
