import type { DvcFile } from '../dvc.ts';

/** `.dvc/config`, an INI file whose indented lines are keys of their own. Only names and URLs of remotes are kept. */
export function readDvcConfig(text: string): DvcFile {
  const remotes: { name: string; url: string | null; line: number }[] = [];
  let section = '';
  let standard: string | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line.startsWith('[')) {
      section = line.slice(1, line.lastIndexOf(']')).trim().replace(/^'|'$/g, '');
      const name = /^remote\s+"?([^"]+)"?$/.exec(section)?.[1];
      if (name !== undefined) remotes.push({ name, url: null, line: index + 1 });
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 1 || line.startsWith('#') || line.startsWith(';')) continue;
    const key = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    const remote = remotes.at(-1);
    if (section === 'core' && key === 'remote') standard = value;
    else if (key === 'url' && remote !== undefined && section.startsWith('remote')) remote.url = withoutUser(value);
  }
  return { kind: 'config', remotes, default: standard };
}

function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/@]*@/i, '$1');
}
