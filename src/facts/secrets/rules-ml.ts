import type { Rule } from './secret.ts';
import { assigned, credible, faintToken, shaped, token } from './shapes.ts';

const hex = (length: number) => `[0-9a-f]{${length}}`;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Keys of services that train, track, serve or store models. */
export const machineLearning: readonly Rule[] = [
  {
    ...token('Hugging Face token', '(?:hf|api_org)_([A-Za-z0-9]{34})'),
    judge: (value) => (/[a-z]/.test(value) && /[A-Z]/.test(value) ? credible(value, 'certain') : null),
  },
  token('Weights & Biases key', 'wandb_v1_([A-Za-z0-9_]{40,120})'),
  assigned(
    'Weights & Biases key',
    'wandb_api_key|wandb_key|wandb_token|wandb_secret|wandb-api-key|wandb[.]key',
    hex(40),
  ),
  assigned(
    'Weights & Biases key',
    String.raw`wandb[. ]login(?:[ \t]{1,4}-[\w-]{1,40}){0,3}(?:\([^\n)"']{0,60})?`,
    hex(40),
  ),
  assigned('Weights & Biases key', String.raw`api[.]wandb[.]ai\s{1,8}login\s{1,8}\w{1,30}\s{1,8}password`, hex(40)),
  token('OpenAI key', '(sk-(?:(?:proj|svcacct|admin|None)-)?[A-Za-z0-9_-]{16,90}T3BlbkFJ[A-Za-z0-9_-]{16,90})'),
  token('OpenAI key', 'sk-([A-Za-z0-9]{48})', 'likely'),
  token('Anthropic key', String.raw`sk-ant-(?:api|admin|oat|ort)\d\d-([\w-]{80,120}AA)`),
  token('OpenRouter key', `sk-or-v1-(${hex(64)})`),
  token('API key of DeepSeek or a service like it', `sk-(${hex(32)})`, 'likely'),
  token('LangSmith key', `lsv2_(?:pt|sk)_(${hex(32)}_${hex(10)})`),
  token('LangSmith key', `ls__(${hex(32)})`),
  token('Langfuse secret key', `sk-lf-(${uuid})`),
  token('Replicate token', 'r8_([A-Za-z0-9]{37})'),
  token('Pinecone key', 'pcsk_([A-Za-z0-9]{5,8}_[A-Za-z0-9]{50,70})'),
  assigned('Pinecone key', String.raw`pinecone[^\n]{0,30}key`, uuid),
  token('Groq key', 'gsk_([A-Za-z0-9]{52})'),
  token('Perplexity key', 'pplx-([A-Za-z0-9]{40,64})'),
  token('xAI key', 'xai-([A-Za-z0-9]{70,90})'),
  token('NVIDIA key', 'nvapi-([A-Za-z0-9_-]{60,70})'),
  faintToken('Fireworks key', 'fw_([A-Za-z0-9]{24})'),
  faintToken('Voyage key', 'pa-([A-Za-z0-9_-]{43})'),
  token('Google key', 'AIza([A-Za-z0-9_-]{35})(?![_-])'),
  assigned('Cohere key', 'cohere|co_api_key', '[a-z0-9]{40}'),
  assigned('Mistral key', 'mistral[a-z_]{0,8}key', '[a-z0-9]{32}'),
  assigned('Together key', 'together_(?:ai_)?(?:api_)?key|togetherai[a-z_]{0,8}key', hex(64)),
  assigned(
    'AI21, AssemblyAI or Deepgram key',
    'ai21[a-z_]{0,8}key|assembly_?ai[a-z_]{0,8}key|deepgram[a-z_]{0,8}key',
    '[a-z0-9]{32,40}',
  ),
  assigned('Serper or SerpApi key', 'serp(?:er|api)[a-z_]{0,8}key', '[a-z0-9]{40,64}'),
  token('Tavily key', 'tvly-((?:dev-|prod-)?[A-Za-z0-9-]{20,50})'),
  assigned('Kaggle key', 'kaggle_key|kaggle[.]key', hex(32)),
  shaped(
    'Kaggle key',
    /username\\{0,4}["']\s{0,8}:\s{0,8}\\{0,4}["'][\w.-]{1,60}\\{0,4}["']\s{0,8},\s{0,8}\\{0,4}["']key\\{0,4}["']\s{0,8}:\s{0,8}\\{0,4}["']([0-9a-f]{32})\\{0,4}["']/g,
  ),
  shaped(
    'Kaggle key',
    /["']key\\{0,4}["']\s{0,8}:\s{0,8}\\{0,4}["']([0-9a-f]{32})\\{0,4}["']\s{0,8},\s{0,8}\\{0,4}["']username\\{0,4}["']/g,
  ),
  token('Kaggle token', `KGAT_(${hex(32)})`),
  assigned('Comet key', String.raw`comet[^\n]{0,60}api_key|\[comet\]\s{0,8}api_key`, '[a-z0-9]{25}'),
  token('Neptune token', 'eyJhcGlfYWRkcmVzcyI6([A-Za-z0-9+/_-]{60,400}={0,2})'),
  assigned('Roboflow key', String.raw`roboflow[^\n]{0,40}\s{0,8}api_?key`, '[a-z0-9]{20}'),
  assigned('DagsHub or MLflow credential', 'dagshub_(?:user_)?token|mlflow_tracking_(?:password|token)', hex(40)),
  assigned('ClearML credential', 'clearml_api_(?:secret|access)_key', '[a-z0-9]{20,60}'),
  assigned('Label Studio token', 'label_?studio[a-z_]{0,8}(?:key|token)', hex(40)),
  assigned('ngrok token', String.raw`ngrok[^\n]{0,24}auth_?token`, '[a-z0-9]{20,32}_[a-z0-9]{15,32}'),
  token('Prefect key', 'pn[ub]_([A-Za-z0-9]{36})'),
  token('Databricks token', 'dapi([0-9a-f]{32}(?:-[0-9])?)'),
  token('ElevenLabs key', `sk_(${hex(48)})`, 'likely'),
  token('Jina key', 'jina_([A-Za-z0-9]{32}[A-Za-z0-9_-]{20,40})'),
];
