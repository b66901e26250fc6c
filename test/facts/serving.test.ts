import { describe, expect, it } from 'vitest';
import { pythonImports } from '../../src/facts/python/imports.ts';
import { python } from '../../src/facts/python/reader.ts';
import { importedFrom, scannedImports } from '../../src/facts/python/scanned-graph.ts';
import { requestInputsOf } from '../../src/facts/request-inputs.ts';
import { routesOf } from '../../src/facts/routes.ts';
import { factsFrom } from './support.ts';

const routes = async (text: string): Promise<readonly string[]> =>
  routesOf(await factsFrom({ 'app.py': text }, [python])).map(({ by, route }) => `${by} ${route}`);

const inputs = async (tree: Record<string, string>): Promise<readonly string[]> =>
  requestInputsOf(await factsFrom(tree, [python])).map(({ name, checked }) => `${name} ${checked ? 'checked' : 'raw'}`);

describe('routes', () => {
  it('are read from decorators, calls and lists of handlers', async () => {
    expect(
      await routes(
        'from fastapi import APIRouter, FastAPI\napp = FastAPI()\nrouter = APIRouter(prefix="/v1")\n\n@router.get("/health")\ndef health():\n    return "ok"\n\napp.include_router(router, prefix="/api")\n',
      ),
    ).toEqual(['get /health', 'APIRouter /v1', 'include_router /api']);
    expect(
      await routes(
        'import tornado.web\n\nclass Ping(tornado.web.RequestHandler):\n    pass\n\ntornado.web.Application([(r"/ping", Ping)])\n',
      ),
    ).toEqual(['Application /ping']);
    expect(
      await routes(
        'from django.urls import path\nfrom . import views\nurlpatterns = [path("health/", views.health)]\n',
      ),
    ).toEqual(['path health/']);
    expect(
      await routes('from bottle import Bottle\nserver = Bottle()\nserver.route("/status", callback=status)\n'),
    ).toEqual(['route /status']);
  });

  it('are not what a client asks for, nor paths of files', async () => {
    expect(
      await routes(
        'import requests\nfrom fastapi.testclient import TestClient\nfrom pathlib import Path\nTestClient(app).get("/health")\nrequests.get("/health")\nPath("/health")\n',
      ),
    ).toEqual([]);
  });
});

describe('input of requests', () => {
  it('is raw where the body is read as it comes', async () => {
    const app = 'from flask import Flask, request\napp = Flask("x")\n\n@app.post("/predict")\ndef predict():\n';
    expect(await inputs({ 'app.py': `${app}    return model.predict(request.get_json()["x"])\n` })).toEqual([
      'predict raw',
    ]);
    expect(
      await inputs({
        'app.py': `${app}    if not request.json:\n        return "", 400\n    return model.predict(request.json)\n`,
      }),
    ).toEqual(['predict raw']);
    expect(await inputs({ 'app.py': `${app}    return render("index.html")\n` })).toEqual([]);
  });

  it('is checked by types, by a schema, by hand, or where another module does', async () => {
    const fast = 'from fastapi import Depends, FastAPI, Request\napp = FastAPI()\n\n@app.post("/predict")\n';
    expect(await inputs({ 'app.py': `${fast}def predict(rows: list[Row], db=Depends(session)):\n    ...\n` })).toEqual([
      'predict checked',
    ]);
    expect(await inputs({ 'app.py': `${fast}def predict(rows: list[dict], db=Depends(session)):\n    ...\n` })).toEqual(
      ['predict raw'],
    );
    expect(await inputs({ 'app.py': `${fast}def predict(row: dict[str, float]):\n    ...\n` })).toEqual([
      'predict checked',
    ]);
    expect(
      await inputs({
        'app.py': `${fast}async def predict(request: Request):\n    return Row(**(await request.json()))\n`,
      }),
    ).toEqual(['predict raw']);
    expect(
      await inputs({
        'app.py': `from schemas import Row\n${fast}async def predict(request: Request):\n    return Row(**(await request.json()))\n`,
      }),
    ).toEqual(['predict checked']);
    expect(
      await inputs({
        'service/app.py': `from handler import answer\n${fast}async def predict(request: Request):\n    return answer(await request.json())\n`,
        'service/handler.py':
          'import jsonschema\n\ndef answer(body):\n    jsonschema.validate(body, SCHEMA)\n    return 1\n',
      }),
    ).toEqual(['predict checked']);
  });

  it('belongs to the handlers, not to the function that makes the application', async () => {
    const app =
      'from flask import Flask, request\n\ndef create_app():\n    app = Flask("x")\n\n    @app.post("/predict")\n    def predict():\n        return request.json\n\n    return app\n';
    expect(await inputs({ 'app.py': app })).toEqual(['create_app.predict raw']);
  });
});

describe('imports by scan', () => {
  it('reach what stands beside the importer, below a root, or anywhere by the end of its path', async () => {
    const facts = await factsFrom(
      {
        'app/main.py': 'from predictor import Predictor\nfrom .routes import router\n',
        'app/predictor.py': 'import churn.model\n',
        'app/routes/__init__.py': '',
        'other/predictor.py': '',
        'src/churn/model.py': 'from ..elsewhere import x\n',
      },
      [pythonImports],
    );
    expect([...importedFrom(scannedImports(facts), ['app/main.py'])].sort()).toEqual([
      'app/main.py',
      'app/predictor.py',
      'app/routes/__init__.py',
      'src/churn/model.py',
    ]);
  });
});
