export interface IniEntry {
  readonly key: string;
  /** Lines of the value with their numbers, trimmed, without blank lines and comments. */
  readonly values: readonly { readonly text: string; readonly line: number }[];
  readonly line: number;
}

export interface IniSection {
  readonly name: string;
  readonly line: number;
  readonly entries: readonly IniEntry[];
}

/**
 * Reads an INI file as Python's `configparser` does, which `ini` cannot: values go on over indented lines.
 * Lines that are neither section, key nor continuation are skipped.
 */
export function readIni(text: string): readonly IniSection[] {
  const sections: { name: string; line: number; entries: IniEntry[] }[] = [];
  let values: { text: string; line: number }[] | null = null;
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) return;
    if (/^\s/.test(raw) && values) {
      values.push({ text: trimmed, line });
      return;
    }
    values = null;
    if (trimmed.startsWith('[')) {
      const end = trimmed.indexOf(']');
      if (end > 0) sections.push({ name: trimmed.slice(1, end).trim(), line, entries: [] });
      return;
    }
    const separator = trimmed.search(/[=:]/);
    const section = sections.at(-1);
    if (separator < 1 || !section) return;
    const value = trimmed.slice(separator + 1).trim();
    values = value === '' ? [] : [{ text: value, line }];
    section.entries.push({ key: trimmed.slice(0, separator).trim().toLowerCase(), values, line });
  });
  return sections;
}
