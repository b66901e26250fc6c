import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import { sectionsOn, topic } from './headings.ts';
import { pagesOf } from './pages.ts';

export interface Layout {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const most = 10;
const enoughPaths = 3;
const layoutTopic = topic(
  [
    'structure', 'project structure', 'architecture*', 'layout', 'organi?ation', 'organization', 'organisation', 'project organization', 'directory', 'directories', 'folder*', 'file*', 'files', 'repository structure', 'code structure', 'codebase',
    'overview', 'system overview', 'project overview', 'how it works', 'how does it work', 'how this works', 'pipeline*', 'workflow*', 'methodology', 'method', 'methods', 'approach', 'model overview', 'system design', 'design', 'components', 'modules', 'contents', 'what is in', "what's in", 'what\'s inside', 'repository contents', 'implementation',
    'project flow', 'solution', 'technical details', 'under the hood', 'model', 'network', 'framework', 'code', 'scripts', 'notebooks', 'project steps', 'steps',
    'estrutura', 'arquitetura', 'organização', 'metodologia', 'etapas', 'visão geral', 'estructura', 'arquitectura', 'organización', 'metodología', 'descripción general', 'flujo', 'fluxo', 'arborescence', 'aperçu', 'méthodologie', 'aufbau', 'struktur', 'architektur', 'übersicht', 'struttura', 'architettura', 'yapı', 'cấu trúc', 'структура', 'архитектура', 'struktur folder',
  ],
  /结构|架构|目录|流程|原理|模型|構成|構造|구조/u,
  ['license file*', 'download* file*', 'data files', 'table of contents', 'model zoo', 'code of conduct', 'model weights', 'pretrained model*', 'pre-trained model*'],
); // biome-ignore format: a table
const tree = /[├└│┣┗]|^\s*(?:\||\+|`)--/m;
const diagram = /^(?:mermaid|plantuml|puml|dot|graphviz|d2)$/i;
const drawn =
  /archi|diagram|pipeline|workflow|flow ?chart|flow|overview|structure|framework|schema|design|method|model|network|system|teaser|figure|arquitet|arquitect|estrutura|estructura|fluxo|流程|架构|结构/i;

/** Where the pages say how the repository is laid out or works. */
export function layoutsOf(facts: Facts): readonly Layout[] {
  const found: Layout[] = [];
  for (const { path, value } of pagesOf(facts)) {
    if (found.length >= most) break;
    const at = (line: number, what: string) => found.push({ path, line, what });
    for (const { text, language, line } of value.code) {
      if (tree.test(text)) at(line, 'shows a tree of files');
      else if (diagram.test(language ?? '')) at(line, 'holds a diagram');
      else if (/^\S+\/\s*$/m.test(text) && listsPaths(facts, text.split('\n'))) at(line, 'lists the files');
    }
    for (const { line } of sectionsOn(value, layoutTopic, 8)) at(line, 'has a section on it');
    for (const { url, text, line, image } of value.links)
      if (
        image &&
        !/badge|shields\.io|logo/i.test(url) &&
        (drawn.test(text) || drawn.test(url.split('/').at(-1) ?? ''))
      )
        at(line, 'shows a diagram');
    const named = [...value.paragraphs.filter(({ kind }) => kind !== 'text'), ...value.headings];
    const first = named[0];
    if (
      first !== undefined &&
      listsPaths(
        facts,
        named.map(({ text }) => text),
      )
    )
      at(first.line, 'lists the files');
  }
  return found.slice(0, most);
}

const partsOf: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const parts = new Set<string>();
  for (const path of facts.tree.keys()) for (const part of path.split('/')) parts.add(part);
  return parts;
});

/** Whether so many of the lines begin with a path of the repository, or with the name of one of its files or folders. */
function listsPaths(facts: Facts, lines: readonly string[]): boolean {
  const names = new Set<string>();
  const known = partsOf(facts);
  for (const line of lines) {
    const first = /^[\s*`"'#\d.)-]*((?:\.\/)?[\w./-]{2,200})/.exec(line.slice(0, 400))?.[1];
    const plain = first?.replace(/^\.\//, '').replace(/[/.]+$/, '') ?? '';
    const isFile = plain.includes('.') || plain.includes('/') || first?.endsWith('/') === true;
    if (plain !== '' && (facts.tree.has(plain) || (isFile && known.has(plain.split('/').at(-1) ?? ''))))
      names.add(plain);
    if (names.size >= enoughPaths) return true;
  }
  return false;
}
