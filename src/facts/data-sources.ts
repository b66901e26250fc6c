import type { Markdown } from './markdown.ts';

/** Sites that hold data: a link to one of them tells where data comes from. */
export const dataHosts = [
  'kaggle.com/', 'archive.ics.uci.edu', 'huggingface.co/datasets', 'hf.co/datasets', 'zenodo.org', 'figshare.com', 'openml.org', 'physionet.org', 'dataverse.',
  'data.world', 'drivendata.org', 'data.gov', 'data.mendeley.com', 'ieee-dataport.org', 'registry.opendata.aws', 'grouplens.org', 'openslr.org', 'cocodataset.org', 'image-net.org',
  'commonvoice.mozilla', 'commoncrawl.org', 'paperswithcode.com/dataset', 'universe.roboflow.com', 'public.roboflow.com', 'yann.lecun.com/exdb', 'cs.toronto.edu/~kriz', 'snap.stanford.edu',
  'drive.google.com', 'docs.google.com/spreadsheets', 'dropbox.com/s', 'pan.baidu.com', '1drv.ms', 'onedrive.live.com', 'mega.nz', 'osf.io', 'academictorrents.com', 'archive.org', 'ncbi.nlm.nih.gov/geo',
  'storage.googleapis.com', '.s3.amazonaws.com', 's3.amazonaws.com', 'quickdraw.withgoogle', 'opendata.', 'open-data', 'opendatasoft', 'data.gouv.fr', 'nyc.gov/site/tlc', 'ourworldindata.org', 'worldbank.org', 'fred.stlouisfed.org',
  'finance.yahoo.com', 'dagshub.com', 'synapse.org', 'cancerimagingarchive.net', 'grand-challenge.org', 'tianchi.aliyun.com', 'aistudio.baidu.com/aistudio/dataset', 'dacon.io', 'zindi.africa', 'codalab', 'analyticsvidhya.com', 'doi.org/10.5281', 'doi.org/10.24432',
  'doi.org/10.7910', 'eventregistry.org', 'lendingclub.com', 'insideairbnb.com', 'ukbiobank', 'ebi.ac.uk', 'statmt.org', 'opus.nlpl.eu', 'gutenberg.org', 'dumps.wikimedia.org', 'ai.stanford.edu', 'cvlibs.net/datasets', 'cityscapes-dataset',
]; // biome-ignore format: a table
const host = new RegExp(
  `https?://[^\\s)>"'\\]:]{0,200}?(?:${dataHosts.map((one) => one.replaceAll(/[.~/]/g, '\\$&')).join('|')})`,
  'i',
);

const word =
  '(?:data|data ?sets?|data-sets?|databases?|corpus|corpora|benchmarks?|imagery|recordings|datos|datas|dados|daten|donn[ée]es|данн\\w*|dataset\\w*)';
const speaks = new RegExp(`(?<![\\p{L}\\p{N}_/.])${word}(?![\\p{L}\\p{N}_/])|数据|資料|データ|데이터`, 'iu');
/** Pages on tools are no sources. */
const tool =
  /^https?:\/\/(?:www\.)?(?:dvc\.org|mlflow\.org|wandb\.ai|docs\.|[\w-]+\.readthedocs|python\.org|pypi\.org|docker\.com|img\.shields\.io|shields\.io|conda|anaconda|pytorch\.org|scikit-learn\.org|pandas\.pydata|tensorflow\.org\/(?:install|api)|kedro\.|greatexpectations\.io|airflow\.apache|prefect\.io|colab\.research|mybinder|linkedin|medium\.com|towardsdatascience|youtube|youtu\.be|twitter|x\.com|localhost|127\.|0\.0\.0\.0|git-scm|git-lfs|drivendata\.github\.io|cookiecutter|jupyter|aws\.amazon\.com\/(?!.*opendata)|cloud\.google\.com|azure|heroku|streamlit|fastapi|poetry|black|example\.(?:com|org))/i;
const got =
  '(?:collected|obtained|downloaded|sourced|taken|gathered|acquired|derived|scraped|crawled|retrieved|extracted|fetched|published|released|provided|available|accessible|hosted|comes?|came|coming|originates?|originat\\w+|courtesy|pulled|queried|compiled|assembled|contributed|donated|curated|recorded|borrowed|queried|streamed|loaded)';
const origin = new RegExp(
  `${word}[^.;\\n]{0,160}?\\b${got}\\b[^.;\\n]{0,40}?\\b(?:from|by|at|on|via|of|through|with|using|here)\\b(?!\\s+(?:the |a |your |this |an |its )?(?:[\`'"./]|data(?:\\b|/)|folder|director|repo|csv|file|disk|path|local|raw|s3\\b|database|memory))`,
  'iu',
);
const made = new RegExp(
  `\\b(?:synthetic|simulated|artificial|fictional|fictitious|fake|dummy|generated|self-collected|proprietary|confidential|scraped|internal|toy)\\b[^.\\n]{0,40}\\b${word}|${word}[^.\\n]{0,60}\\b(?:synthetic|simulated|synthetically|fictional|fictitious|is generated|are generated|was generated|proprietary|confidential|private|not public\\w*)\\b`,
  'iu',
);
const download = new RegExp(
  `\\b(?:download|downloads|downloaded|downloading|obtain|request access to|get|fetch|scrape)\\b[^.;\\n]{0,60}?(?<![\\p{L}_/])(?:${word}|images|audio|recordings|files from)|${word}[^.;\\n]{0,60}?\\bdownload(?:s|ed)?\\b|\\bdata sources?\\b`,
  'iu',
);
const pull =
  /\bdvc\s+(?:pull|fetch|get|import)\b|\bgit\s+lfs\s+(?:pull|fetch|clone)|\bkaggle\s+(?:datasets|competitions|d|c)\s+download|\bmake\s+(?:\w+[-_])?(?:data|dataset|download\w*|get[-_]data)\b|\b(?:download|get|fetch|prepare|make)[-_]?(?:the[-_])?(?:raw[-_])?(?:data|dataset|datasets|corpus)\w*\.(?:sh|py|ipynb|R)\b|\bgdown\b|\bdatalad\s+(?:get|clone|install)|huggingface-cli download|\baws s3 (?:cp|sync)|\bgsutil\b/i;
const famous =
  /\b(?:kaggle|UCI|MNIST|EMNIST|CIFAR(?:-?100?)?|SVHN|ImageNet|COCO|Pascal ?VOC|VOC ?20\d\d|CelebA|LSUN|Cityscapes|KITTI|ADE20K|IMDb|SQuAD|GLUE|SST-?2|AG ?News|WikiText(?:-?\d+)?|OpenWebText|WMT\d*|LibriSpeech|LJ ?Speech|VCTK|TIMIT|VoxCeleb\d?|AudioSet|MovieLens|Netflix Prize|Titanic|Iris|Ames Housing|Boston Housing|California Housing|Adult Income|Census Income|NSL-KDD|KDD ?Cup|Lending ?Club|Home Credit|Telco Customer|Fashion[- ]MNIST|Yahoo Finance|Cora|Citeseer|PubMed|Reddit|OGB|Zillow|Spotify|Yelp|Stack ?Overflow|Stack ?Exchange|Wikipedia|BookCorpus|C4|LAION|MIMIC|NIH|TLC|BigQuery|Penn Treebank|PTB|enwik8|text8|Shakespeare|ModelNet\d*|ShapeNet|ScanNet|nuScenes|Waymo|Omniglot|UCF-?101|Kinetics|HMDB-?51|Market-?1501|FER-?2013|IEMOCAP|RAVDESS|Open ?Images|PlantVillage|Oxford|Places365|Flickr\w*|NYU|Alpaca|ShareGPT|UltraChat)\b/;
const named =
  /(?:^|[^\p{L}\p{N}_])((?:[A-Z][\p{L}\p{N}+&.]*|\d\w*)(?:[ -](?:[A-Z0-9][\p{L}\p{N}+&.]*|of|and|for|in)){0,7}) (?:data ?sets?|[Dd]ata ?[Ss]ets?|corpus|[Cc]orpus|benchmark|database|competition|challenge|Competition|Challenge)\b/gu;
const common = new Set(
  'the this that our a an your my its their each every all both these those training train test testing tests validation val raw full load loading large small big custom new public sample original input output data dataset in for using use used download with from and of to on by no or as at if is we i you it any one two three first second final whole entire processed preprocessed cleaned clean prepared labeled labelled unlabeled balanced imbalanced create creating build building read split splitting explore exploring understanding about explanation image images text audio video tabular csv json parquet pandas pytorch tensorflow keras hugging face dvc mlflow python vision machine deep learning large-scale time series ml ai nlp class custom sql vector postgres postgresql mysql sqlite chroma mongodb redis local production feature target source reference current historical historic real-time example examples prepare preparing versioned versioning ingest ingestion validate generate export import'.split(
    ' ',
  ),
);

/** Why a text tells where data comes from or how to get it, or `null`. */
export function originIn(text: string): string | null {
  const short = text.slice(0, 4000);
  if (host.test(short)) return 'links a place that holds data';
  if (pull.test(short)) return 'tells how to get the data';
  if (origin.test(short) || made.test(short)) return 'says where the data comes from';
  if (download.test(short)) return 'tells how to get the data';
  if (speaks.test(short) && (famous.test(short) || names(short))) return 'names the data set';
  return null;
}

function names(text: string): boolean {
  for (const [, name = ''] of text.matchAll(named)) {
    const words = name.split(/[ -]+/).filter((one) => !common.has(one.toLowerCase()));
    if (words.some((one) => /^\p{Lu}/u.test(one) && one.length > 1)) return true;
  }
  return false;
}

/** The first place of a document that tells where data comes from: a sentence, a command, or a link where data is spoken of. */
export function sourceOf(document: Markdown): { readonly line: number; readonly message: string } | null {
  const { paragraphs, code, links, headings, tables } = document;
  for (const { url, line, image } of links) {
    if (!image && host.test(url)) return { line, message: 'links a place that holds data' };
  }
  for (const { text, line } of paragraphs) {
    const why = originIn(text);
    if (why !== null) return { line, message: why };
  }
  for (const { text, line } of code) {
    if (host.test(text) || pull.test(text)) return { line, message: 'tells how to get the data' };
  }
  for (const { text, line } of headings) {
    if (speaks.test(text) && (famous.test(text) || names(text))) return { line, message: 'names the data set' };
  }
  for (const { line, rows } of tables) {
    const head = rows[0]?.join(' ') ?? '';
    if (/\bdata ?sets?\b|\bcorp(?:us|ora)\b|\bsources?\b/i.test(head) && rows.length > 1)
      return { line, message: 'lists the data sets' };
  }
  for (const { url, line, image } of links) {
    if (image || !/^https?:/i.test(url) || tool.test(url)) continue;
    const paragraph = paragraphs.filter((one) => one.line <= line).at(-1);
    const heading = headings.filter((one) => one.line <= line).at(-1);
    const near = paragraph !== undefined && line - paragraph.line <= 8 && speaks.test(paragraph.text);
    if (near || (heading !== undefined && speaks.test(heading.text)))
      return { line, message: 'links a source of data' };
  }
  return null;
}
