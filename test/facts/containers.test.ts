import { describe, expect, it } from 'vitest';
import { container } from '../../src/facts/containers.ts';
import { dockerfile } from '../../src/facts/dockerfile.ts';
import { read } from './support.ts';

const trainer = `# syntax=docker/dockerfile:1
ARG PYTHON=3.11
ARG BASE=python:\${PYTHON}-slim
FROM --platform=linux/amd64 \${BASE} AS build
WORKDIR /app
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache \\
    # wheels are large
    pip install -r requirements.txt \\

    && pip check
USER app

FROM build AS test
RUN <<EOF
pip install pytest
pytest -q
EOF

FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04@sha256:0000000000000000000000000000000000000000000000000000000000000000
ARG TOKEN
ENV MODEL_DIR=/models LABEL="two words"
COPY --from=build --chown=app /app /app
COPY --from=ghcr.io/astral-sh/uv:0.4 /uv /bin/uv
COPY ["data folder", "/data"]
CMD ["python", "serve.py", "--port", "80"]
`;

describe('a Dockerfile', () => {
  it('has stages whose images are known after the defaults of arguments', async () => {
    const { stages } = (await read(dockerfile, 'Dockerfile', trainer)).value;
    expect(stages.map(({ name, resolved, tag, line, fromStage }) => [name, resolved, tag, line, fromStage])).toEqual([
      ['build', 'python:3.11-slim', '3.11-slim', 4, false],
      ['test', 'build', null, 14, true],
      [null, expect.stringContaining('nvidia/cuda'), '12.4.1-runtime-ubuntu22.04', 20, false],
    ]);
    expect(stages[0]).toMatchObject({ image: `\${BASE}`, platform: 'linux/amd64', variable: false });
    expect(stages[1]?.user).toEqual({ text: 'app', line: 12 });
    expect(stages[2]).toMatchObject({ user: null, digest: expect.stringMatching(/^sha256:0+$/) });
    expect(stages[2]?.command?.text).toBe('["python", "serve.py", "--port", "80"]');
  });

  it('keeps flags apart, joins lines and keeps here-documents', async () => {
    const { runs, instructions, copies, environment } = (await read(dockerfile, 'Dockerfile', trainer)).value;
    expect(runs).toEqual([
      { text: 'pip install -r requirements.txt && pip check', line: 7, stage: 0 },
      { text: '<<EOF\npip install pytest\npytest -q\nEOF', line: 15, stage: 1 },
    ]);
    expect(instructions.find(({ line }) => line === 7)?.flags).toEqual([['mount', 'type=cache,target=/root/.cache']]);
    expect(copies.map(({ sources, destination, from }) => [sources, destination, from])).toEqual([
      [['requirements.txt'], '.', null],
      [['/app'], '/app', 'build'],
      [['/uv'], '/bin/uv', 'ghcr.io/astral-sh/uv:0.4'],
      [['data folder'], '/data', null],
    ]);
    expect(environment.map(({ name }) => name)).toEqual(['MODEL_DIR', 'LABEL']);
  });

  it('may continue lines with a backtick', async () => {
    const text = '# escape=`\nFROM mcr.microsoft.com/windows:ltsc2022\nRUN dir `\n  C:\\\nUSER me\n';
    const { runs, stages } = (await read(dockerfile, 'Dockerfile.windows', text)).value;
    expect(runs[0]).toMatchObject({ text: 'dir C:\\', line: 3 });
    expect(stages[0]?.user?.line).toBe(5);
  });

  it('is told by its name', () => {
    const names = [
      'Dockerfile',
      'api/Dockerfile.gpu',
      'Dockerfile-cpu',
      'gpu.dockerfile',
      'Containerfile',
      'docker/train',
    ];
    expect(names.filter((name) => !dockerfile.matches(name))).toEqual([]);
    expect(
      ['Dockerfile.dockerignore', 'docker/run.sh', 'dockerfile.py', 'docs/docker.md'].filter(dockerfile.matches),
    ).toEqual([]);
  });
});

describe('images of containers', () => {
  const images = async (path: string, text: string) =>
    (await read(container, path, text)).value.images.map(({ image, tag, line, own, variable }) => ({
      image,
      tag,
      line,
      own,
      variable,
    }));

  it('are those that stages begin with and copy from', async () => {
    expect((await images('Dockerfile', trainer)).map(({ image, line, own }) => [image, line, own])).toEqual([
      ['python:3.11-slim', 4, false],
      ['build', 14, true],
      [expect.stringContaining('nvidia/cuda'), 20, false],
      ['ghcr.io/astral-sh/uv:0.4', 24, false],
    ]);
    expect(await images('Dockerfile', 'FROM scratch\nCOPY x /x')).toEqual([]);
  });

  it('stay variable where an argument has no default', async () => {
    expect(await images('Dockerfile', `ARG TAG\nFROM localhost:5000/base:\${TAG}`)).toEqual([
      { image: `localhost:5000/base:\${TAG}`, tag: `\${TAG}`, line: 2, own: false, variable: true },
    ]);
    expect(await images('Dockerfile', 'FROM localhost:5000/base')).toMatchObject([{ tag: null, variable: false }]);
  });

  it('of Compose are own where the repository builds them', async () => {
    const compose = `services:
  api:
    build: { context: ., dockerfile: api/Dockerfile }
    image: shop/api
    ports: ["8000:8000", { target: 80, published: 8080 }]
    environment:
      - MODEL=/m
      - TOKEN
  worker:
    image: shop/api
  db:
    image: postgres:\${PG:-16.2}
    volumes: [data:/var/lib]
`;
    expect(await images('deploy/docker-compose.prod.yml', compose)).toEqual([
      { image: 'shop/api', tag: null, line: 4, own: true, variable: false },
      { image: 'shop/api', tag: null, line: 10, own: true, variable: false },
      { image: 'postgres:16.2', tag: '16.2', line: 12, own: false, variable: false },
    ]);
    const { services } = (await read(container, 'compose.yml', compose)).value;
    expect(services[0]).toMatchObject({
      name: 'api',
      line: 2,
      build: { context: '.', dockerfile: 'api/Dockerfile' },
      ports: ['8000:8000', '8080:80'],
      environment: ['MODEL', 'TOKEN'],
    });
  });

  it('stand in dev containers with comments and trailing commas', async () => {
    const text = '{\n  // the image\n\t"image": "mcr.microsoft.com/devcontainers/python:3.12", /* x */\n}';
    expect(await images('.devcontainer/devcontainer.json', text)).toMatchObject([{ tag: '3.12', line: 3 }]);
    await expect(images('.devcontainer.json', '{ "image": ')).rejects.toThrow('invalid JSON');
  });

  it('stand in Apptainer definitions, but not in other .def files', async () => {
    expect(await images('env.def', 'Bootstrap: docker\nFrom: python:3.12\n%post\n pip install x')).toMatchObject([
      { image: 'python:3.12', line: 2 },
    ]);
    expect(container.parse({ path: 'win.def', text: 'EXPORTS\n  f @1', firstLine: 1 })).toBeNull();
  });

  it('are none in Cog, Binder and Nix files, which still are containers', async () => {
    for (const [path, kind] of [
      ['cog.yaml', 'cog'],
      ['binder/environment.yml', 'binder'],
      ['flake.nix', 'nix'],
    ] as const) {
      expect((await read(container, path, 'x: 1')).value).toMatchObject({ kind, images: [] });
    }
  });
});
