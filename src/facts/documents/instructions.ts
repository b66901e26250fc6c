import type { Facts } from '../../model.ts';
import type { Markdown } from '../markdown.ts';
import { installs, runs } from './command-kinds.ts';
import { documentedCommands, reachedFromCommand } from './commands.ts';
import { sectionsOn } from './headings.ts';
import { type Page, pagesOf } from './pages.ts';
import { installTopic, leadsToManual, opener, usageTopic } from './topics.ts';

export type Purpose = 'install' | 'usage';

/** A place of a document that tells how to install or use the project. */
export interface Instruction {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const most = 20;
/** Programs whose names are words of English: in a sentence they are commands only where the repository has such a task. */
const everydayWords = new Set(['make', 'just', 'task', 'go', 'source', 'ray', 'modal', 'cog']);
/** Hosts of nothing but documentation; that of another project is linked by what it is good for, to a page of its own. */
const documentationHost =
  /^https?:\/\/[\w-]+\.(?:readthedocs\.(?:io|org)|rtfd\.io|gitbook\.io)\/?(?:(?:en|zh|projects)\/\w+\/?)?(?:index\.html|install\w*[^/]*|getting\w*[^/]*|quick\w*[^/]*|usage[^/]*)?(?:#.*)?$/i;
const sampleLanguage =
  /^\{?\.?(?:python\d?|py|ipython|pycon|r|julia|jl|js|javascript|ts|typescript|java|scala|cpp|c\+\+|rust|go|matlab|yaml|yml|http|graphql)\b/i;
const looksLikePython = /^(?:>>> |import \w|from [\w.]+ import |\w+ = \w+\()/m;
const told =
  /\b(?:open|run|execute|launch|start|upload|explore|follow|use|call|check|visit|go to|navigate|abra|abrir|execute|rode|rodar|ejecut\w+|abre|correr|lancer|exécut\w+|ouvr\w+|öffne\w*|starte\w*)\b[^.]{0,120}(?:\.(?:ipynb|py|sh|m|r|rmd|jl|lua|cpp|exe|bat)\b|notebook|jupyter|colab|localhost|127\.0\.0\.1|script)|(?:运行|执行|打开|启动|使用)[^。]{0,60}(?:\.ipynb|\.py|\.sh|notebook|脚本)/iu;
const toldToInstall =
  /\b(?:install\w*|instal[ae]\w*|set ?up|create)\b[^.]{0,80}(?:requirements[\w.-]*\.txt|environment[\w.-]*\.ya?ml|dependenc\w+|packages?|librar\w+|pacotes|paquetes|bibliotecas|librerías|conda|pip\b|docker|anaconda|from source)|\b(?:requirements[\w.-]*\.txt|environment\.ya?ml|pip|conda|anaconda|docker)\b[^.]{0,80}\binstall\w*|安装[^。]{0,40}(?:依赖|包|库|环境|requirements)/iu;

/** `bin` holds the scripts to install, train and deploy. */
const scriptsThatInstall = /\bscripts\b[^.]{0,20}\b(?:to|for|that|which)\b[^.]{0,60}\b(?:install|set ?up)/i;
const installScript = /(?:^|\/)(?:install|setup|set_up|bootstrap)[\w-]*\.(?:sh|bash|ps1|bat)$/;

/** The first places of the pages that give such instructions, nearest to the front first. */
export function instructionsOf(facts: Facts, purpose: Purpose): readonly Instruction[] {
  const found: Instruction[] = [];
  for (const { path, line, words, where } of documentedCommands(facts)) {
    if (found.length >= most) break;
    const reached = reachedFromCommand(facts, words);
    if (where === 'prose' && everydayWords.has(words[0] ?? '') && reached.length < 2) continue;
    const holds = purpose === 'install' ? reached.some(installs) : runs(words, where === 'shell');
    if (holds) found.push({ path, line, what: `tells to run ${words[0]?.slice(0, 40)}` });
  }
  for (const page of pagesOf(facts)) {
    if (found.length < most) found.push(...writtenIn(page, purpose));
  }
  if (purpose === 'install' && [...facts.tree.keys()].some((path) => installScript.test(path))) {
    for (const { path, value } of pagesOf(facts)) {
      for (const { text, line } of value.paragraphs)
        if (scriptsThatInstall.test(text.slice(0, 5000)))
          found.push({ path, line, what: 'says where the scripts that install are' });
    }
  }
  return found.slice(0, most);
}

function writtenIn({ path, value }: Page, purpose: Purpose): readonly Instruction[] {
  const at = (line: number, what: string): Instruction => ({ path, line, what });
  const sections = sectionsOn(value, purpose === 'install' ? installTopic : usageTopic, purpose === 'install' ? 3 : 6);
  const words = purpose === 'install' ? toldToInstall : told;
  return [
    ...sections.map(({ line }) => at(line, 'has a section on it')),
    ...(purpose === 'usage' ? samples(value).map(({ line }) => at(line, 'shows code')) : []),
    ...value.links.filter(({ url }) => opener.test(url)).map(({ line }) => at(line, 'opens ready to run')),
    ...value.links
      .filter(({ url, text, image }) => !image && leadsToManual(url, text))
      .map(({ line }) => at(line, 'links to the documentation')),
    ...value.links
      .filter(({ url, image }) => !image && documentationHost.test(url))
      .map(({ line }) => at(line, 'links to the documentation')),
    ...value.paragraphs
      .filter(({ text }) => words.test(text.slice(0, 5000)))
      .map(({ line }) => at(line, 'says how in a sentence')),
  ];
}

function samples({ code }: Markdown): Markdown['code'] {
  return code.filter(({ language, text }) =>
    language === null
      ? looksLikePython.test(text)
      : sampleLanguage.test(language) && text.trim() !== '' && !/^\s*!?(?:pip|conda) /.test(text),
  );
}
