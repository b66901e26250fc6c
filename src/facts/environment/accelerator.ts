import type { Need, Reader } from '../../model.ts';
import { isRequirementsPath } from '../dependencies/requirements-path.ts';
import { isDockerfile } from '../dockerfile.ts';
import { nameOf } from '../patterns.ts';

/** A line that says which version of CUDA, ROCm or which generation of accelerator is needed. */
export interface AcceleratorLine {
  readonly line: number;
}

const stated =
  /\bcuda(?:[\s_-]*(?:toolkit|version|runtime|driver|compiler))?[\s"'`:=<>~^*|()[\]–-]*(?:v(?:ersion)?\.?[\s"'`:=]*)?(?:[7-9]|1[0-4])(?:\.\d|\b)|\bcu(?:da)?(?:9\d|1[0-9]\d?)\b|cu1[0-9]{1,2}\b|cuda-?(?:9|1[0-9])(?:[.x\d-]|\b)|cudatoolkit\s*[=<>~]|pytorch-cuda\s*[=<>~]|cuda-(?:version|toolkit)\s*[=<>~]|\bcudnn[\s_-]*(?:version)?[\s:=<>~v(-]{0,4}\d|\brocm[\s_/:=v-]{0,4}\d|\bhip\s+\d|\btpu[\s-]*(?:v|vm|pod|version)|\bv[2-6][ep]?-\d{1,4}\b|\bjax\[(?:cuda|tpu)|tensorflow\[and-cuda\]|\bcann[\s:v]{0,3}\d|cudaPackages_1|cuda_version\s*[:=]/i;

/** Manifests, lock files, images, scripts and docs, looked at line by line. */
export const acceleratorLines: Reader<readonly AcceleratorLine[]> = {
  kind: 'accelerator',
  cap: 'lock',
  matches: (path) => {
    const name = nameOf(path);
    return (
      /\.(?:md|rst|sh|def|nix|lock)$/i.test(name) ||
      /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|pixi\.toml|readme(?:\.txt)?|makefile|cog\.yaml|install[^/]*\.txt|apptainer.*|singularity.*)$/i.test(
        name,
      ) ||
      /(?:environment|conda|env|compose|cluster)[^/]*\.ya?ml$/i.test(name) ||
      /(?:^|\/)\.devcontainer(?:\/|\.json$)/.test(path) ||
      isRequirementsPath(path) ||
      isDockerfile(path)
    );
  },
  parse: ({ text }) => {
    const found: AcceleratorLine[] = [];
    for (const [index, line] of text.split('\n').entries()) {
      if (found.length < 3 && stated.test(line.slice(0, 1000))) found.push({ line: index + 1 });
    }
    return { value: Object.freeze(found) };
  },
};

export const acceleratorNeeds: readonly Need[] = [
  {
    reader: acceleratorLines,
    needles: [
      'cuda',
      'CUDA',
      'Cuda',
      'cuDNN',
      'cudnn',
      'cu1',
      'rocm',
      'ROCm',
      'TPU',
      'tpu',
      'CANN',
      'v2-',
      'v3-',
      'v4-',
    ],
  },
];
