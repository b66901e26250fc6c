import { api } from '../python/api.ts';

/** Files that a client sent along. */
export const uploaded =
  /^(?:flask|quart|bottle|django)\.request\.files|^streamlit\.(?:sidebar\.)?file_uploader|^fastapi\.UploadFile|^starlette\.datastructures\.UploadFile|^google\.colab\.files\.upload/;
/** What else a client sent. */
export const requested =
  /^(?:flask|quart|bottle|apiflask)\.request(?:\.|$)|^(?:fastapi|starlette\.requests|aiohttp\.web|django\.http|rest_framework\.request|sanic)\.\w*Request\(\)|^(?:fastapi|starlette)\.\w*(?:Query|Body|Form|Header)\(?\)?$|^streamlit\.(?:sidebar\.)?(?:text_input|text_area|chat_input)|^(?:flask|django)\.GET/;
/** Calls that fetch something from a place that others may change. */
export const downloads = api([
  'requests.get',
  'requests.post',
  'requests.request',
  'requests.Session().get',
  'requests.Session().post',
  'requests.sessions.Session().get',
  'httpx.get',
  'httpx.post',
  'httpx.**().get',
  'urllib.request.urlopen',
  'urllib.request.urlretrieve',
  'urllib.urlopen',
  'urllib.urlretrieve',
  'urllib2.urlopen',
  'six.moves.urllib.**',
  'wget.download',
  'gdown.download',
  'gdown.cached_download',
  'huggingface_hub.hf_hub_download',
  'huggingface_hub.cached_download',
  'huggingface_hub.snapshot_download',
  'transformers.**cached_file',
  'torch.hub.download_url_to_file',
  'torchvision.datasets.utils.download_url',
  'tensorflow.keras.utils.get_file',
  'keras.utils.get_file',
  'keras.utils.data_utils.get_file',
  'pooch.retrieve',
  'kagglehub.model_download',
  'cached_path.cached_path',
  'fsspec.open',
]);
/** Answers of language models, which do what their readers write into the text. */
export const languageModels =
  /^(?:openai|anthropic|litellm|ollama|groq|mistralai|cohere|google\.(?:generativeai|genai))\b.*\.(?:create|completion|chat|generate|generate_content|complete|invoke)$|^(?:langchain\w*|llama_index)\b.*\(\)\.(?:invoke|run|predict|complete|chat|__call__)$/;
/** Calls whose result comes from where their arguments come from. */
export const passing = api([
  'open',
  'str',
  'bytes',
  'bytearray',
  'repr',
  'list',
  'tuple',
  'dict',
  'io.BytesIO',
  'io.StringIO',
  'io.open',
  'StringIO.StringIO',
  'gzip.open',
  'gzip.GzipFile',
  'gzip.decompress',
  'bz2.open',
  'bz2.BZ2File',
  'lzma.open',
  'zlib.decompress',
  'codecs.open',
  'pathlib.Path',
  'pathlib.PurePath',
  'os.path.*',
  'os.fspath',
  'os.listdir',
  'glob.glob',
  'sorted',
  'json.loads',
  'json.load',
  'base64.*',
  'urllib.parse.*',
  'copy.*',
  'tempfile.**().write',
]);
