import { distributionsOf, normalise } from './distributions.ts';

/** Distribution → modules of what it installs along with itself and builds upon in its own interface. */
const table = `
accelerate: torch numpy huggingface_hub safetensors psutil yaml packaging
aif360: numpy pandas sklearn scipy matplotlib
airflow: *
albumentations: numpy cv2 scipy yaml skimage
alembic: sqlalchemy
altair: pandas jinja2 numpy
anaconda: *
anndata: numpy pandas scipy h5py
apache-airflow: airflow sqlalchemy jinja2 flask requests pendulum dateutil
apache-beam: numpy pyarrow requests
arviz: numpy matplotlib scipy pandas xarray
autogluon: *
autogluon-tabular: numpy pandas sklearn scipy networkx
autotrain-advanced: *
azure-ai-ml: yaml pydash marshmallow
azureml-core: requests
azureml-sdk: requests
bayesian-optimization: numpy scipy sklearn
bentoml: yaml requests numpy click pydantic starlette uvicorn aiohttp
bertopic: numpy pandas sklearn hdbscan umap sentence_transformers plotly tqdm
bokeh: numpy pandas jinja2 yaml PIL
boruta: numpy sklearn scipy
boto3: botocore dateutil jmespath s3transfer
catboost: numpy pandas scipy matplotlib plotly graphviz
category-encoders: numpy pandas sklearn scipy statsmodels patsy
causalml: numpy pandas sklearn scipy
chainer: numpy
chromadb: numpy pydantic requests typer onnxruntime tokenizers tqdm yaml
cleanlab: numpy pandas sklearn tqdm
comet-ml: requests
coremltools: numpy sympy tqdm
ctgan: torch numpy pandas
cuml: cudf cupy numpy numba
d2l: numpy pandas matplotlib requests
darts: numpy pandas sklearn scipy matplotlib statsmodels xarray torch
dash: plotly flask
dask: yaml fsspec cloudpickle toolz
datasets: numpy pandas pyarrow huggingface_hub fsspec tqdm requests aiohttp dill multiprocess yaml xxhash
deepchecks: numpy pandas sklearn matplotlib plotly
deepface: tensorflow keras cv2 numpy pandas PIL tqdm gdown requests flask
deepspeed: torch numpy psutil tqdm pydantic
detectron2: numpy PIL fvcore iopath yacs matplotlib tqdm termcolor tabulate cloudpickle omegaconf hydra tensorboard pycocotools
dgl: numpy scipy networkx requests tqdm
diffusers: numpy PIL requests safetensors huggingface_hub filelock regex
dm-haiku: jax jaxlib numpy absl tabulate jmp
dvc: yaml requests tqdm rich networkx fsspec omegaconf hydra
dvclive: dvc ruamel yaml
easyocr: torch torchvision cv2 numpy scipy PIL skimage yaml shapely
elasticsearch: urllib3 certifi
eli5: numpy scipy sklearn jinja2 graphviz tabulate
evaluate: datasets numpy pandas tqdm requests huggingface_hub fsspec
evidently: numpy pandas sklearn scipy plotly statsmodels pydantic nltk requests yaml typer rich
face-recognition: dlib numpy PIL click
fairlearn: numpy pandas sklearn scipy
fairseq: torch torchaudio numpy hydra omegaconf sacrebleu tqdm regex
faiss-cpu: numpy
faiss-gpu: numpy
fastai: torch torchvision fastcore fastprogress matplotlib pandas requests yaml sklearn scipy PIL spacy numpy
fastapi: pydantic starlette typing_extensions anyio
fastapi-cli: uvicorn typer
fasttext: numpy pybind11
fbprophet: numpy pandas matplotlib pystan
feast: pandas numpy pydantic yaml fastapi uvicorn click sqlalchemy pyarrow
featuretools: numpy pandas scipy
flair: torch transformers gensim sklearn numpy matplotlib tqdm
flask: werkzeug jinja2 click itsdangerous markupsafe
flask-restx: flask werkzeug jsonschema
flask-sqlalchemy: flask sqlalchemy
flax: jax jaxlib numpy optax orbax msgpack rich yaml tensorstore
gensim: numpy scipy smart_open
geopandas: pandas numpy shapely pyproj fiona
gluonts: numpy pandas pydantic tqdm toolz
gpytorch: torch numpy scipy sklearn linear_operator
gradio: fastapi pandas numpy PIL pydantic httpx uvicorn huggingface_hub jinja2 yaml requests starlette typer orjson aiofiles matplotlib
great-expectations: numpy pandas scipy requests jinja2 marshmallow altair jsonschema tqdm ruamel
gym: numpy cloudpickle
gymnasium: numpy cloudpickle
h2o: requests tabulate
hdbscan: numpy scipy sklearn joblib
huggingface-hub: requests tqdm yaml filelock fsspec packaging
hydra-core: omegaconf packaging antlr4
hyperopt: numpy scipy tqdm networkx cloudpickle
imageio: numpy PIL
imbalanced-learn: numpy scipy sklearn joblib threadpoolctl
imgaug: numpy scipy PIL matplotlib skimage cv2 imageio shapely six
jax: jaxlib numpy scipy
jaxlib: numpy scipy
jupyter: nbconvert nbformat IPython ipywidgets ipykernel jinja2 zmq requests
jupyterlab: jinja2 requests httpx zmq
kaggle: requests tqdm dateutil
kedro: omegaconf fsspec click yaml rich
keras: numpy h5py absl rich
keras-tuner: keras numpy requests
keras-rl: keras numpy
kfp: yaml click requests google kubernetes tabulate
kornia: torch
label-studio: *
langchain: langchain_core langchain_text_splitters langchain_community pydantic sqlalchemy yaml requests numpy tenacity aiohttp langsmith langgraph
langchain-community: langchain langchain_core sqlalchemy requests yaml aiohttp tenacity numpy pydantic langsmith
langchain-core: pydantic yaml tenacity langsmith packaging
langchain-openai: langchain_core openai tiktoken pydantic
langchain-huggingface: langchain_core huggingface_hub sentence_transformers transformers tokenizers
langchain-anthropic: langchain_core anthropic pydantic
langgraph: langchain_core pydantic
librosa: numpy scipy sklearn joblib numba soundfile soxr audioread
lifelines: numpy pandas scipy matplotlib autograd
lightgbm: numpy scipy sklearn
lightning: torch torchmetrics lightning_utilities numpy yaml fsspec tqdm packaging pytorch_lightning
lime: numpy scipy sklearn matplotlib skimage tqdm
litellm: openai httpx pydantic tiktoken tokenizers jinja2 click aiohttp dotenv
llama-cpp-python: numpy jinja2 diskcache
llama-index: openai numpy pandas pydantic sqlalchemy nltk requests tiktoken httpx tqdm bs4 aiohttp fsspec networkx
llama-index-core: numpy pydantic sqlalchemy nltk requests tiktoken httpx tqdm aiohttp fsspec networkx PIL
locust: flask requests gevent
matplotlib: numpy PIL dateutil cycler packaging
mediapipe: numpy cv2 matplotlib absl
missingno: numpy pandas matplotlib seaborn scipy
mlflow: numpy pandas sklearn scipy matplotlib flask requests yaml click sqlalchemy alembic docker gunicorn pyarrow jinja2 graphviz cloudpickle pydantic
mlflow-skinny: yaml click requests cloudpickle
moto: boto3 botocore requests jinja2
mlxtend: numpy pandas scipy sklearn matplotlib joblib
mmcls: numpy matplotlib mmcv
mmcv: numpy cv2 yaml addict PIL mmengine yapf
mmcv-full: numpy cv2 yaml addict PIL yapf
mmdet: numpy matplotlib pycocotools scipy shapely terminaltables
mmengine: numpy matplotlib yaml rich termcolor addict cv2
mmsegmentation: numpy matplotlib prettytable
monai: torch numpy
moto: boto3 botocore requests cryptography jinja2
moviepy: numpy PIL imageio tqdm proglog requests
mxnet: numpy requests graphviz
neuralforecast: torch pytorch_lightning numpy pandas optuna ray
nilearn: numpy scipy pandas sklearn nibabel joblib requests lxml
nltk: tqdm regex joblib click
notebook: jinja2 zmq requests
numba: numpy llvmlite
ogb: torch numpy pandas sklearn tqdm urllib3
onnx: numpy google
onnxruntime: numpy google sympy
open-clip-torch: torch torchvision timm ftfy regex tqdm huggingface_hub
openai: pydantic httpx tqdm anyio
openai-whisper: torch numpy tqdm tiktoken numba
opencv-contrib-python: numpy
opencv-python: numpy
opencv-python-headless: numpy
openpyxl: et_xmlfile
optax: jax jaxlib chex absl numpy
optimum: torch transformers numpy huggingface_hub
optuna: numpy sqlalchemy tqdm alembic yaml
orbax-checkpoint: jax jaxlib numpy absl
paddleocr: cv2 numpy PIL shapely skimage tqdm
paddlepaddle: numpy PIL requests google
paddlepaddle-gpu: numpy PIL requests google
pandas: numpy dateutil pytz
pandas-profiling: numpy pandas scipy matplotlib seaborn
pandera: numpy pandas pydantic
papermill: yaml requests tqdm nbformat click
peft: torch transformers accelerate safetensors numpy psutil yaml tqdm huggingface_hub
plotly: tenacity packaging
plotnine: numpy pandas matplotlib scipy statsmodels patsy
pmdarima: numpy pandas scipy sklearn statsmodels joblib
prefect: pydantic httpx yaml sqlalchemy click fsspec pendulum cloudpickle typer rich docker kubernetes fastapi uvicorn starlette jinja2
prometheus-fastapi-instrumentator: prometheus_client starlette
prophet: numpy pandas matplotlib holidays tqdm cmdstanpy
pycaret: numpy pandas scipy sklearn matplotlib plotly lightgbm imblearn statsmodels joblib
pycocotools: numpy matplotlib
pyiceberg: pyarrow pydantic
pymc: numpy scipy pandas arviz
pymc3: numpy scipy pandas theano arviz
pyod: numpy scipy sklearn joblib numba matplotlib
pyro-ppl: torch numpy tqdm
pyspark: py4j numpy
pysurvival: numpy pandas sklearn torch matplotlib
pytorch-forecasting: torch pytorch_lightning lightning numpy pandas scipy sklearn
pytorch-ignite: torch
pytorch-lightning: torch torchmetrics lightning_utilities numpy yaml fsspec tqdm packaging tensorboard
pytorch-tabnet: torch numpy scipy sklearn tqdm
ragas: numpy datasets langchain langchain_core langchain_openai openai pydantic tiktoken
ray: numpy click yaml requests jsonschema msgpack filelock google aiosignal packaging
river: numpy pandas scipy
sagemaker: boto3 botocore numpy pandas yaml google
scanpy: numpy pandas scipy sklearn matplotlib seaborn anndata h5py networkx statsmodels tqdm umap
scikit-image: numpy scipy PIL networkx imageio tifffile
scikit-learn: numpy scipy joblib threadpoolctl
scikit-optimize: numpy scipy sklearn joblib yaml
scikit-plot: numpy scipy sklearn matplotlib joblib
scipy: numpy
scipy-notebook: *
seaborn: numpy pandas matplotlib
segmentation-models: keras numpy
segmentation-models-pytorch: torch torchvision timm pretrainedmodels numpy PIL tqdm huggingface_hub
sentence-transformers: transformers torch numpy sklearn scipy tqdm nltk huggingface_hub PIL sentencepiece
shap: numpy scipy pandas sklearn numba tqdm cloudpickle
simpletransformers: transformers torch numpy pandas sklearn scipy tqdm wandb streamlit datasets
sktime: numpy pandas sklearn scipy
skorch: numpy scipy sklearn tqdm tabulate
sklearn: numpy scipy joblib sklearn
spacy: numpy thinc pydantic typer srsly wasabi catalogue tqdm requests jinja2
sqlmodel: sqlalchemy pydantic
stable-baselines3: gymnasium gym torch numpy pandas matplotlib cloudpickle
statsmodels: numpy scipy pandas patsy
streamlit: numpy pandas PIL requests altair pyarrow toml click tornado google pydeck rich tenacity jinja2
sweetviz: numpy pandas matplotlib scipy jinja2 tqdm
tensorboard: numpy absl google werkzeug
tensorboardx: numpy google
tensorflow: numpy keras tf_keras h5py absl google tensorboard six wrapt termcolor scipy requests
tensorflow-addons: numpy
tensorflow-datasets: numpy absl tqdm requests termcolor dill google
tensorflow-hub: numpy google tf_keras
tensorflow-model-optimization: numpy absl six
tensorflow-probability: numpy absl cloudpickle six
tfx: tensorflow absl numpy apache_beam google kfp jinja2 click
theano: numpy scipy six
timm: torch torchvision yaml huggingface_hub safetensors numpy
torch: numpy sympy jinja2 networkx fsspec filelock
torch-geometric: numpy scipy tqdm requests sklearn pandas networkx jinja2 psutil aiohttp fsspec
torchaudio: torch
torchmetrics: torch numpy lightning_utilities
torchtext: torch tqdm requests numpy
torchvision: torch numpy PIL
transformers: numpy yaml requests tqdm huggingface_hub tokenizers safetensors regex filelock packaging sentencepiece
trl: torch transformers accelerate datasets numpy peft
tsfresh: numpy pandas scipy statsmodels sklearn tqdm
tslearn: numpy scipy sklearn numba joblib
typer: click rich
ultralytics: torch torchvision numpy cv2 PIL yaml requests scipy matplotlib pandas psutil tqdm seaborn polars
umap-learn: numpy scipy sklearn numba tqdm pynndescent
unstructured: nltk lxml requests bs4 pydantic
uvicorn: click h11
vllm: torch transformers numpy fastapi uvicorn pydantic openai ray aiohttp tiktoken requests tqdm PIL
wandb: yaml requests click psutil git pydantic
wordcloud: numpy PIL matplotlib
xarray: numpy pandas
xgboost: numpy scipy
ydata-profiling: numpy pandas scipy matplotlib seaborn pydantic yaml jinja2 statsmodels requests tqdm wordcloud
yellowbrick: numpy scipy sklearn matplotlib
yolov5: *
zenml: pydantic sqlalchemy sqlmodel click docker yaml rich pandas numpy
`;

/** Modules that an extra adds, whatever it belongs to. */
const byExtra = new Map([
  ['standard', ['uvicorn', 'httpx', 'jinja2', 'multipart', 'websockets', 'dotenv', 'yaml', 'uvloop']],
  ['all', ['*']],
  ['complete', ['numpy', 'pandas', 'distributed', 'bokeh', 'pyarrow']],
  ['serve', ['fastapi', 'starlette', 'uvicorn', 'pydantic', 'aiohttp']],
  ['tune', ['pandas', 'pyarrow', 'tensorboardX', 'fsspec']],
  ['train', ['pandas', 'pyarrow', 'tensorboardX', 'fsspec']],
  ['data', ['pandas', 'pyarrow', 'fsspec', 'numpy']],
  ['rllib', ['gym', 'gymnasium', 'pandas', 'scipy', 'yaml', 'tensorboardX', 'skimage', 'lz4', 'dm_tree']],
  ['pipelines', ['*']],
  ['sentencepiece', ['sentencepiece', 'google']],
  ['atari', ['ale_py', 'cv2', 'PIL']],
]);

const brings: ReadonlyMap<string, readonly string[]> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', modules = ''] = line.split(': ');
      return [name, modules.split(' ')];
    }),
);

/**
 * Modules that declared distributions bring along, through any number of steps; `*` stands among them where a
 * distribution brings more than can be told.
 */
export function broughtBy(
  declared: Iterable<{ readonly name: string; readonly extras: readonly string[] }>,
): ReadonlySet<string> {
  const modules = new Set<string>();
  const seen = new Set<string>();
  const open: string[] = [];
  for (const { name, extras } of declared) {
    open.push(normalise(name));
    for (const extra of extras) {
      for (const module of byExtra.get(extra.toLowerCase()) ?? [extra.toLowerCase()]) modules.add(module);
    }
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const module of brings.get(name) ?? brings.get(usual.get(name) ?? '') ?? []) {
      if (modules.has(module)) continue;
      modules.add(module);
      open.push(...distributionsOf(module));
    }
  }
  return modules;
}

/** Other names of what is the same distribution as far as this goes. */
const usual = new Map([
  ['pytorch', 'torch'],
  ['pytorch-gpu', 'torch'],
  ['pytorch-cpu', 'torch'],
  ['tensorflow-gpu', 'tensorflow'],
  ['tensorflow-cpu', 'tensorflow'],
  ['tensorflow-macos', 'tensorflow'],
  ['tensorflow-intel', 'tensorflow'],
  ['tf-nightly', 'tensorflow'],
  ['opencv', 'opencv-python'],
  ['py-opencv', 'opencv-python'],
  ['opencv-contrib-python-headless', 'opencv-python'],
  ['matplotlib-base', 'matplotlib'],
  ['onnxruntime-gpu', 'onnxruntime'],
  ['py-xgboost', 'xgboost'],
  ['xgboost-cpu', 'xgboost'],
  ['u8darts', 'darts'],
  ['sentence-transformer', 'sentence-transformers'],
]);
