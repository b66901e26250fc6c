// Modules that nobody but their distribution provides. A name that people give their own modules (utils, config, data,
// models, box, tree, magic) does not stand here, and neither does what a platform or Jupyter itself brings.
const modules = `
  absl accelerate adlfs aif360 aiofiles aiohttp airflow albumentations alembic alibi altair anndata annoy anthropic
  apache_beam arch arviz asyncpg audiomentations autogluon av avro awswrangler babel backoff bayes_opt bentoml bertopic
  bitsandbytes bokeh boruta boto3 botocore botorch bottle bs4 cartopy cassandra catboost category_encoders causalml
  celery chainlit chex chromadb cleanlab cleverhans click cloudpickle cohere colorama comet_ml contextily coremltools
  cryptography ctranslate2 cudf cuml cupy cv2 cvxpy cvxopt cython dash dash_bootstrap_components dask databases dateparser dateutil deap
  deepchecks deepdiff deepface deeplake deepspeed detectron2 dgl diffrax diffusers dill django dlib dm_control
  docker docopt docx dotenv duckdb dvc dvclive earthaccess easydict easyocr einops elasticsearch
  eli5 emoji equinox esda espnet evaluate evidently face_recognition facenet_pytorch fairlearn fairscale fairseq faiss faker
  fastai fastapi fastavro fastcore fastdtw fasteners fastparquet fastprogress fasttext feast featuretools feature_engine ffmpeg filelock fiona flair
  flash_attn flask flask_cors flask_login flask_migrate flask_restful flask_restx flask_sqlalchemy flask_wtf flax folium fsspec ftfy fuzzywuzzy fvcore
  gcsfs gdown gensim geopandas geopy gevent geoviews gluonnlp gluonts gpflow gpytorch gradio graphviz great_expectations groq gspread gunicorn gym
  gymnasium h2o h5py haiku haystack hdbscan hmmlearn holidays holoviews horovod html2text httpx huggingface_hub humanize hvac hvplot hydra hyperopt
  imageio imagehash imblearn imgaug imutils inflect instructor invoke iopath ipdb ipyleaflet isodate jax jaxlib jaxtyping jellyfish jieba jinja2
  jiwer joblib jose jsonlines jsonschema julius jwt kafka kaggle kaleido kedro keras keras_tuner kerastuner kornia kubernetes
  lancedb langchain langchain_anthropic langchain_chroma langchain_community langchain_core langchain_google_genai langchain_groq langchain_huggingface langchain_ollama langchain_openai langchain_text_splitters
  langdetect langfuse langgraph langid langsmith librosa lifelines lightgbm lightning lime litellm lmdb llama_cpp llama_index locust loguru lpips lxml
  mapie marshmallow matplotlib mediapipe metaflow mindspore minio missingno mlflow mlxtend mmcv mmdet mmengine mmseg
  monai more_itertools moviepy mpi4py mpmath msgpack multiprocess munch mxnet natsort neo4j neptune netCDF4 networkx neuralforecast nevergrad nibabel nilearn
  nltk numba numexpr numpy numpyro ogb ollama omegaconf onnx onnxmltools onnxruntime onnxsim openai opencensus openml openpyxl opentelemetry openvino optax optimum
  optuna orbax orjson paddle paddleocr paddlenlp pandas pandas_datareader pandas_profiling pandas_ta pandasai pandera papermill passlib patsy pdf2image pdfminer pdfplumber peewee peft
  pettingzoo phonenumbers pika PIL pinecone pingouin plotly plotnine pmdarima polars polyline portalocker pptx prefect pretrainedmodels
  prettytable progressbar prometheus_client prometheus_fastapi_instrumentator prophet fbprophet psutil psycopg psycopg2 py7zr pyarrow pybullet pycaret
  pycocoevalcap pycocotools pycountry pydantic pydantic_settings pydeck pydicom pydot pydub pyglet pygame pyglmnet pyhdf pylab pymc pymc3
  pymongo pymysql pynndescent pynvml pyod pyodbc pypdf PyPDF2 pyproj pyro pyspark pysftp pystac pystan pytesseract pytorch_fid
  pytorch_forecasting pytorch_lightning pytorch_metric_learning pytorch_msssim pytorch_tabnet pytorch_transformers pytorch_pretrained_bert pytorch_wavelets pytz pywt pyvista quandl
  ragas rank_bm25 rapidfuzz rasterio ray rdkit redis reportlab requests requests_html requests_toolbelt rich river rouge_score sacrebleu sacred
  sacremoses safetensors sagemaker scanpy scikitplot scipy scrapy seaborn segmentation_models segmentation_models_pytorch selenium
  sentence_transformers sentencepiece seqeval shap shapely simple_parsing SimpleITK simpletransformers skimage sklearn sklearn_crfsuite skopt skorch sksurv sktime slack_sdk
  slugify smart_open smplx snowflake sodapy soundfile spacy spacy_transformers speechbrain sqlalchemy sqlmodel
  stable_baselines stable_baselines3 stanza starlette statsforecast statsmodels streamlit streamlit_folium supervision surprise sweetviz sympy
  tabpfn tabulate tenacity tensorboard tensorboardX tensorboard_logger tensorflow tensorflow_addons tensorflow_datasets tensorflow_hub tensorflow_probability
  tensorflow_text tensorflowjs tensorlayer tensorpack tensorrt termcolor textblob textstat tf_agents tf_keras tf_slim tflearn theano thinc thop threadpoolctl tifffile tiktoken
  timm tokenizers toml tomli torch torch_cluster torch_geometric torch_optimizer torch_scatter torch_sparse torchaudio torchdata torchdiffeq torchinfo torchmetrics
  torchnet torchsde torchsummary torchtext torchvision torchviz torchxrayvision tpot tqdm trafilatura transformers transformer_lens treelite trimesh trl tsfresh tslearn tweepy
  twilio typer ucimlrepo ultralytics umap unidecode unstructured uvicorn uvloop vaderSentiment vllm visdom warcio wandb weasyprint weaviate webdataset websockets
  werkzeug whylogs wikipedia wordcloud wtforms xarray xformers xgboost xlrd xlsxwriter XlsxWriter xmltodict yacs yaml yellowbrick yfinance
  ydata_profiling zarr zenml zmq
`;

/** Well-known modules of PyPI: an import of one of them needs a declaration. */
export const knownModules: ReadonlySet<string> = new Set(modules.trim().split(/\s+/));
