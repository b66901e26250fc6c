import { topic } from './headings.ts';

/** Headings below which people say how to install, in the languages that READMEs are written in. */
export const installTopic = topic(
  [
    'install*', 'instal*', 'setup', 'set up', 'set-up', 'setting up', 'requirement*', 'prerequisite*', 'pre-requisite*', 'dependenc*', 'environment setup', 'environment', 'virtual environment',
    'how to build', 'building', 'build from source', 'compilation', 'software needed', 'tools required',
    'pré-requisitos', 'pre-requisitos', 'requisitos', 'requerimientos', 'dependências', 'dependencias', 'configuração do ambiente', 'configuração', 'configuración', 'prerrequisitos', 'preparação do ambiente', 'preparación',
    'prérequis', 'pré-requis', 'dépendances', 'mise en place', 'voraussetzungen', 'abhängigkeiten', 'einrichtung', 'anforderungen', 'requisiti', 'dipendenze', 'kurulum', 'gereksinimler', 'cài đặt', 'wymagania', 'установка', 'требования', 'зависимости', 'kebutuhan',
  ],
  /安装|依赖|环境(?:配置|要求|搭建|准备)?|部署|安裝|環境|インストール|セットアップ|설치|환경/u,
  ['experiment* setup', 'experimental setup', 'training setup', 'evaluation setup', 'hardware setup', 'problem setup', 'data set up', 'environment variables', 'production environment', 'data requirements', 'setup.py',
   'the environment', 'rl environment', 'simulation environment'],
); // biome-ignore format: a table

/** Headings below which people say how to run something. */
export const usageTopic = topic(
  [
    'usage', 'use', 'how to use', 'using', 'how to run', 'how do i run', 'how to reproduce', 'how to execute', 'how to start', 'how to replicate', 'running', 'run', 'run the', 'execution', 'getting started', 'get started', 'quick start', 'quick-start', 'quickstart',
    'reproduc*', 'replicat*', 'start the', 'launch*', 'instructions', 'tutorial*', 'run locally', 'local development', 'user guide', 'how it is used',
    'uso', 'modo de uso', 'como usar', 'cómo usar', 'como executar', 'como rodar', 'como utilizar', 'cómo utilizar', 'cómo ejecutar', 'como ejecutar', 'executando', 'execução', 'ejecución', 'utilização', 'utilización', 'como reproduzir', 'cómo reproducir', 'instruções', 'instrucciones', 'primeiros passos', 'primeros pasos',
    'utilisation', 'exécution', 'lancer', 'lancement', 'démarrage', 'comment utiliser', 'comment lancer', 'verwendung', 'benutzung', 'nutzung', 'ausführung', 'ausführen', 'anwendung', 'schnellstart', 'erste schritte', 'utilizzo', 'esecuzione', 'kullanım', 'çalıştırma', 'sử dụng', 'cách chạy', 'penggunaan', 'cara menjalankan',
    'cara penggunaan', 'użycie', 'uruchomienie', 'использование', 'запуск', 'как запустить',
  ],
  /使用|运行|快速开始|用法|执行|启动|訓練|训练步骤|快速上手|使い方|実行|使用方法|사용|실행/u,
  ['use case*', 'usage rights', 'terms of use', 'intended use*', 'data usage agreement', 'running time', 'run time', 'usage policy', 'execution time', 'memory usage', 'use of', 'gpu usage'],
); // biome-ignore format: a table

/** Words by which documentation elsewhere is linked. */
const manual =
  /^\W*(?:[\p{L}\p{N}'._-]{1,30} ){0,3}(?:documentation|docs?|manual|wiki|user guide)(?: (?:site|page|website))?\W*$|^\W*(?:(?:the |our )?(?:website|home ?page|project page)|tutorials?|read the docs|get(?:ting)? started|quick ?start|install(?:ation)?(?: (?:guide|instructions?|page|notes|docs?))?|setup guide|here for (?:install\w*|setup|usage)[^.]{0,40}|文档|使用文档)\W*$/iu;
/** Documentation of what everybody uses, and not of this project. */
const others =
  /^https?:\/\/(?:[\w-]+\.)*(?:pytorch\.org|tensorflow\.org|scikit-learn\.org|python\.org|docker\.com|conda\.io|anaconda\.com|github\.com\/(?:docs|features)|docs\.github\.com|keras\.io|pydata\.org|numpy\.org|huggingface\.co\/docs|mlflow\.org|dvc\.org|amazon\.com|google\.com|kaggle\.com|python-poetry\.org|astral\.sh|tiangolo\.com|streamlit\.io|nvidia\.com|microsoft\.com|kubernetes\.io|prefect\.io|apache\.org|wandb\.ai|optuna\.org|wikipedia\.org|arxiv\.org|evidentlyai\.com|grafana\.com|terraform\.io|hashicorp\.com|pytest\.org|pypi\.org|npmjs\.com|nodejs\.org|git-scm\.com)(?:[/:?#]|$)/i;

/** Whether a link leads to documentation of the project on the web. */
export function leadsToManual(url: string, text: string): boolean {
  return /^https?:/i.test(url) && text.length <= 120 && manual.test(text) && !others.test(url);
}

/** Services that open a notebook or a repository with everything installed. */
export const opener =
  /^https?:\/\/(?:colab\.research\.google\.com|(?:[\w-]+\.)?mybinder\.org|(?:www\.)?kaggle\.com\/(?:code|kernels|[\w-]+\/[\w-]+\/(?:notebook|edit))|deepnote\.com|console\.paperspace\.com|studiolab\.sagemaker\.aws|gitpod\.io|(?:github\.com\/)?codespaces|github\.com\/codespaces|codespaces\.new|replit\.com|lightning\.ai\/[\w-]+\/studios|app\.codeocean\.com|codeocean\.com|vscode\.dev\/redirect|openinworkspace|mybinder\.org)/i;
