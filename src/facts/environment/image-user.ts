import type { BuildStage, Dockerfile } from '../dockerfile.ts';

export type ImageUser = 'root' | 'other' | 'unknown';

/** Images of vendors that start as root, by what their maintainers document. */
const asRoot =
  /^(?:docker\.io\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/|library\/)*(?:python|pypy|ubuntu|debian|alpine|centos|fedora|rockylinux|almalinux|amazonlinux|busybox|node|golang|rust|ruby|openjdk|eclipse-temurin|maven|julia|r-base|nginx|httpd|continuumio\/\S+|condaforge\/\S+|nvidia\/\S+|nvcr\.io\/nvidia\/\S+|pytorch\/pytorch|anibali\/pytorch|tensorflow\/\S+|rocker\/\S+|rocm\/\S+|tiangolo\/\S+|huggingface\/\S+|kaggle\/python|ghcr\.io\/astral-sh\/uv|ghcr\.io\/mlflow\/mlflow|astral\/uv|mageai\/mageai|mcr\.microsoft\.com\/(?:devcontainers|vscode|azureml|playwright|openjdk)\/\S+|gcr\.io\/deeplearning-platform-release\/\S+|gcr\.io\/distroless\/\S+|ultralytics\/\S+|vllm\/\S+|ollama\/ollama)(?::|@|$)/;
const asOther = /nonroot|non-root|unprivileged|rootless/i;

/**
 * As whom the container of a Dockerfile runs: by the last USER of its last stage, else by the image that it starts from
 * where that is known. Commands that step down by themselves count as somebody else.
 */
export function imageUser({ stages, args, instructions }: Dockerfile): {
  readonly user: ImageUser;
  readonly line: number;
} {
  const last = stages.at(-1) as BuildStage;
  const steps = instructions.some(
    ({ name, arguments: text }) =>
      /^(?:CMD|ENTRYPOINT|RUN|COPY)$/.test(name) &&
      /\b(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|fixuid|chpst)\b/.test(text),
  );
  if (last.user !== null) {
    const user = known(last.user.text, args);
    if (user === null) return { user: 'other', line: last.user.line };
    return { user: isRoot(user) ? (steps ? 'other' : 'root') : 'other', line: last.user.line };
  }
  const base = baseOf(last, stages);
  if (steps || asOther.test(base.resolved)) return { user: 'other', line: base.line };
  return { user: !base.variable && asRoot.test(base.resolved.toLowerCase()) ? 'root' : 'unknown', line: base.line };
}

/** The stage whose image comes from elsewhere. */
function baseOf(stage: BuildStage, stages: readonly BuildStage[]): BuildStage {
  let base = stage;
  for (let round = 0; round < stages.length && base.fromStage; round += 1) {
    const parent = stages.find(({ name }) => name?.toLowerCase() === base.resolved.toLowerCase());
    if (parent === undefined || parent === base) break;
    base = parent;
  }
  return base;
}

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user.trim());
}

/** With the defaults of ARGs; `null` for a variable that nobody sets in the file. */
function known(text: string, args: Dockerfile['args']): string | null {
  const name = /^\$\{?(\w+)/.exec(text)?.[1];
  if (name === undefined) return text;
  return args.find((one) => one.name === name && one.default !== null)?.default ?? null;
}
