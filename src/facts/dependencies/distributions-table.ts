/**
 * Import names that differ from the name of what is installed, with every distribution that provides them, the usual
 * one first. Names of conda packages stand among them where they differ from those of PyPI.
 */
export const distributionsByImport = `
_pytest: pytest
absl: absl-py
acme: dm-acme acme
airflow: apache-airflow
albumentations: albumentations albumentationsx
allauth: django-allauth
antlr4: antlr4-python3-runtime
apex: nvidia-apex apex
art: adversarial-robustness-toolbox
attr: attrs
autogen: pyautogen ag2 autogen
autogluon: autogluon autogluon-tabular autogluon-timeseries autogluon-multimodal
autosklearn: auto-sklearn
av: av pyav
awq: autoawq
ax: ax-platform
azureml: azureml-core azureml-sdk
azureml.core: azureml-core azureml-sdk
backports.zoneinfo: backports-zoneinfo
barcode: python-barcode
bayes_opt: bayesian-optimization
bidi: python-bidi
binance: python-binance
Bio: biopython
boruta: boruta boruta-py
box: python-box
Box2D: box2d-py box2d box2d-kengz
bs4: beautifulsoup4 bs4
bson: pymongo
caffe2: torch pytorch
cairo: pycairo
camelot: camelot-py
can: python-can
cassandra: cassandra-driver
chromadb: chromadb chromadb-client
classification_models: image-classifiers
cld2: pycld2
clip: clip openai-clip clip-anytorch
community: python-louvain
consul: python-consul
corsheaders: django-cors-headers
cpuinfo: py-cpuinfo
crispy_forms: django-crispy-forms
Crypto: pycryptodome pycrypto
Cryptodome: pycryptodomex
cudf: cudf cudf-cu11 cudf-cu12 cudf-cu13
cugraph: cugraph cugraph-cu11 cugraph-cu12 cugraph-cu13
cuml: cuml cuml-cu11 cuml-cu12 cuml-cu13
cupy: cupy cupy-cuda11x cupy-cuda12x cupy-cuda13x cupy-cuda111 cupy-cuda112 cupy-cuda110 cupy-cuda102 cupy-cuda101
cv2: opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless opencv py-opencv
darts: darts u8darts
databricks: databricks-sdk databricks-sql-connector databricks-cli
databricks.sdk: databricks-sdk
databricks.sql: databricks-sql-connector
dateutil: python-dateutil
debug_toolbar: django-debug-toolbar
decord: decord eva-decord
decouple: python-decouple
dgl: dgl dgl-cu101 dgl-cu102 dgl-cu110 dgl-cu111 dgl-cu113 dgl-cuda10-2 dgl-cuda11-3
dicom: pydicom
discord: discord-py py-cord
django_filters: django-filter
dns: dnspython
docx: python-docx
dotenv: python-dotenv
dspy: dspy dspy-ai
environ: django-environ environ-config
faiss: faiss-cpu faiss-gpu faiss-gpu-cu11 faiss-gpu-cu12 faiss
fasttext: fasttext fasttext-wheel
ffmpeg: ffmpeg-python
firecrawl: firecrawl-py
fitz: pymupdf
gflags: python-gflags
gi: pygobject
git: gitpython
github: pygithub
gitlab: python-gitlab
google.ai.generativelanguage: google-ai-generativelanguage
google.api_core: google-api-core
google.auth: google-auth
google.cloud.pubsub_v1: google-cloud-pubsub
google.cloud.secretmanager: google-cloud-secret-manager
google.cloud.translate_v2: google-cloud-translate
google.genai: google-genai
google.generativeai: google-generativeai
google.oauth2: google-auth
google.protobuf: protobuf
googleapiclient: google-api-python-client
googlesearch: googlesearch-python google
graphviz: graphviz python-graphviz
gremlin_python: gremlinpython
gridfs: pymongo
grpc: grpcio
grpc_health: grpcio-health-checking
grpc_reflection: grpcio-reflection
grpc_tools: grpcio-tools
guardrails: guardrails-ai
haiku: dm-haiku
haystack: haystack-ai farm-haystack
hydra: hydra-core
hydra_plugins: hydra-core
igraph: igraph python-igraph
imblearn: imbalanced-learn imblearn
impala: impyla
interpret: interpret interpret-core
ipykernel_launcher: ipykernel
jenkins: python-jenkins
jose: python-jose
jwt: pyjwt
kafka: kafka-python kafka-python-ng
kerastuner: keras-tuner
ldap: python-ldap
Levenshtein: levenshtein python-levenshtein
llama_cpp: llama-cpp-python
llama_index: llama-index llama-index-core
llama_index.core: llama-index-core llama-index
magic: python-magic python-magic-bin
markdown_it: markdown-it-py
matplotlib: matplotlib matplotlib-base
MeCab: mecab-python3
megatron: megatron-core
memcache: python-memcached
mindspore: mindspore mindspore-gpu mindspore-ascend
mlflow: mlflow mlflow-skinny
mmcv: mmcv mmcv-full mmcv-lite
mmseg: mmsegmentation
mpl_toolkits: matplotlib matplotlib-base
mpl_toolkits.basemap: basemap
mrmr: mrmr-selection
msgpack: msgpack msgpack-python
multipart: python-multipart multipart
mxnet: mxnet mxnet-cu101 mxnet-cu102 mxnet-cu110 mxnet-cu112
mysql: mysql-connector-python mysql-connector
MySQLdb: mysqlclient
nacl: pynacl
nemo: nemo-toolkit
neo4j: neo4j neo4j-driver
neptune: neptune neptune-client
newspaper: newspaper3k newspaper4k
nmap: python-nmap
numpy: numpy numpy-base
nvidia.dali: nvidia-dali-cuda110 nvidia-dali-cuda120 nvidia-dali-cuda130
nvidia_smi: nvidia-ml-py3
odf: odfpy
onnxruntime: onnxruntime onnxruntime-gpu onnxruntime-directml onnxruntime-openvino onnxruntime-silicon
open3d: open3d open3d-cpu
open_clip: open-clip-torch
openbabel: openbabel openbabel-wheel
OpenGL: pyopengl
opensearchpy: opensearch-py
OpenSSL: pyopenssl
opentelemetry: opentelemetry-api opentelemetry-sdk
opentelemetry.sdk: opentelemetry-sdk
orbit: orbit-ml
osgeo: gdal
ot: pot
paddle: paddlepaddle paddlepaddle-gpu
paho: paho-mqtt
pandas_profiling: pandas-profiling ydata-profiling
past: future
patoolib: patool
pdfminer: pdfminer-six pdfminer
phoenix: arize-phoenix
PIL: pillow pillow-simd
pinecone: pinecone pinecone-client
pkg_resources: setuptools
pl_bolts: lightning-bolts pytorch-lightning-bolts
polars: polars polars-lts-cpu
pptx: python-pptx
psycopg2: psycopg2-binary psycopg2
pwiz: peewee
pybullet_data: pybullet
pybullet_envs: pybullet
pycocotools: pycocotools pycocotools-windows
pylab: matplotlib matplotlib-base
pynvml: nvidia-ml-py pynvml nvidia-ml-py3
PyQt5: pyqt5 pyqt
pyro: pyro-ppl
pyspark: pyspark databricks-connect
pythoncom: pywin32
pythonjsonlogger: python-json-logger
pytorch_grad_cam: grad-cam
pytorch_lightning: pytorch-lightning lightning
pywintypes: pywin32
pywt: pywavelets
pyximport: cython
ray: ray ray-core ray-default ray-tune
rdkit: rdkit rdkit-pypi
readability: readability-lxml
redis: redis redis-py
rest_framework: djangorestframework
rest_framework_simplejwt: djangorestframework-simplejwt
retinaface: retina-face retinaface
reverb: dm-reverb
riva: nvidia-riva-client
rouge: rouge py-rouge
RPi: rpi-gpio
ruamel: ruamel-yaml
ruamel.yaml: ruamel-yaml
scikitplot: scikit-plot
serial: pyserial
serpapi: google-search-results serpapi
sgmllib: sgmllib3k
shapefile: pyshp
skbio: scikit-bio
skdim: scikit-dimension
skfuzzy: scikit-fuzzy
skgarden: scikit-garden
skgstat: scikit-gstat
skimage: scikit-image
sklearn: scikit-learn sklearn
sklearnex: scikit-learn-intelex
skmultiflow: scikit-multiflow
skmultilearn: scikit-multilearn
skopt: scikit-optimize
sksurv: scikit-survival
skvideo: scikit-video
slack: slackclient
slugify: python-slugify
snappy: python-snappy
snowflake.connector: snowflake-connector-python
snowflake.snowpark: snowflake-snowpark-python
socketio: python-socketio
socks: pysocks
sonnet: dm-sonnet
sounddevice: sounddevice python-sounddevice
soundfile: soundfile pysoundfile
sox: sox pysox
speech_recognition: speechrecognition
st_aggrid: streamlit-aggrid
stan: pystan
storages: django-storages
surprise: scikit-surprise
tables: tables pytables
tabula: tabula-py
talib: ta-lib
tavily: tavily-python
telegram: python-telegram-bot
tensorboard: tensorboard tb-nightly
tensorflow: tensorflow tensorflow-gpu tensorflow-cpu tensorflow-macos tensorflow-intel tensorflow-rocm intel-tensorflow tf-nightly tf-nightly-gpu
tensorflow_datasets: tensorflow-datasets tfds-nightly
tensorflow_serving: tensorflow-serving-api tensorflow-serving-api-gpu
tensorrt: tensorrt nvidia-tensorrt
theano: theano theano-pymc
thop: thop ultralytics-thop
tlz: toolz
torch: torch pytorch pytorch-gpu pytorch-cpu torch-cpu
torch_geometric: torch-geometric pyg
torch_scatter: torch-scatter pytorch-scatter
torch_sparse: torch-sparse pytorch-sparse
torchvision: torchvision torchvision-cpu
tree: dm-tree
triton: triton triton-windows pytorch-triton
ts: torchserve
TTS: tts coqui-tts
umap: umap-learn
usb: pyusb
vertexai: google-cloud-aiplatform
vtkmodules: vtk
weaviate: weaviate-client
webrtcvad: webrtcvad webrtcvad-wheels
websocket: websocket-client
whisper: openai-whisper
whois: python-whois
wikipediaapi: wikipedia-api
win32api: pywin32
win32com: pywin32
win32con: pywin32
win32gui: pywin32
wx: wxpython
xdg: pyxdg xdg
xgboost: xgboost xgboost-cpu py-xgboost py-xgboost-gpu py-xgboost-cpu
Xlib: python-xlib
yaml: pyyaml
zmq: pyzmq
zope.interface: zope-interface
`;
