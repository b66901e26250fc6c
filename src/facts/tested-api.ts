import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Expression } from './python/module.ts';
import { reachedCalls } from './reached-calls.ts';
import { routesOf } from './routes.ts';
import type { TestFunction } from './tests.ts';

const clients = api([
  '**TestClient().**',
  '**.test_client().**',
  '**.test_request_context',
  '**APIClient().**',
  '**APIRequestFactory().**',
  '**RequestFactory().**',
  'django.test.Client().**',
  '**.AsyncClient().**',
  '**AsyncHTTPTestCase().fetch',
  'streamlit.testing.**',
  'gradio_client.**',
  'grpc.insecure_channel',
  'tritonclient.**',
  'schemathesis.**',
  'bentoml.testing.**',
  'bentoml.**HTTPClient**',
  'webtest.TestApp().**',
  'falcon.testing.**',
]);
const network = api([
  'requests.get',
  'requests.post',
  'requests.put',
  'requests.request',
  'requests.Session().**',
  'httpx.get',
  'httpx.post',
  'httpx.request',
  'httpx.Client().**',
  'urllib.request.urlopen',
  'aiohttp.ClientSession().**',
  'websockets.**connect',
]);
const asking =
  /^(get|post|put|patch|delete|request|open|options|head|simulate_get|simulate_post|simulate_request|fetch|websocket_connect)$/;
const client = /client|^(ac|app|api|http|session|test_app|testapp|server)$/i;
const handlers = /^(lambda_handler|handler)$/;
const elsewhere = /^(boto3|botocore|mlflow|google|azure|minio|redis|pymongo|wandb|docker|openai|unittest|os|dict)\b/;

/** What makes a test one of the API, in words, or `null`: it sends a request, or calls a handler, of this repository. */
export function testedApiOf(test: TestFunction, facts: Facts): string | null {
  const routed = handlerNames(facts);
  for (const call of reachedCalls(test)) {
    const { qualified, callee } = call;
    if (qualified !== null) {
      if (clients.matches(qualified)) return `${test.name} asks the API through a test client`;
      if (network.matches(qualified) && call.arguments.every(({ value }) => !isForeign(value))) {
        return `${test.name} asks the API over the network`;
      }
      if (routed.has(qualified)) return `${test.name} calls a handler of the API`;
    }
    const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
    if (handlers.test(name)) return `${test.name} calls a handler`;
    if (callee.kind !== 'attribute' || !asking.test(name)) continue;
    if (qualified !== null && elsewhere.test(qualified)) continue;
    if (client.test(receiverOf(callee.base)) && isAddress(call)) return `${test.name} asks the API through a client`;
  }
  return null;
}

/** A path, or something that is no literal. */
function isAddress({ arguments: given, keywords }: Call): boolean {
  const first = given[0]?.value ?? keywords.find(({ name }) => /^(url|path)$/.test(name))?.value;
  if (first === undefined) return false;
  return first.kind !== 'string' || /^(\/|https?:|\{\}|$)/.test(first.value);
}

/** A literal address of somebody else's server. */
function isForeign(value: Expression): boolean {
  return (
    value.kind === 'string' &&
    /^https?:\/\/[^/{]*\.[a-z]{2,}/i.test(value.value) &&
    !/^https?:\/\/(localhost|127\.|0\.0\.0\.0|host\.docker)/.test(value.value)
  );
}

/** Qualified names by which another module calls what a route leads to: `churn.app.predict`. */
const handlerNames: (facts: Facts) => ReadonlySet<string> = memo(
  (facts) =>
    new Set(
      routesOf(facts).flatMap(({ module, handler }) => {
        const name = handler === null ? undefined : module.scopes[handler]?.qualified;
        return name === undefined || facts.place(module.path) === 'tests'
          ? []
          : module.names.map((from) => `${from}.${name}`);
      }),
    ),
);

function receiverOf(expression: Expression): string {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
  return '';
}
