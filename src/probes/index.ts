// Generated from the files in this folder by scripts/generate.ts.
import type { Probes } from '../grammar.ts';
import { acceleratorVersion } from './accelerator-version.ts';
import { artifact } from './artifact.ts';
import { assigned } from './assigned.ts';
import { baseImage } from './base-image.ts';
import { call } from './call.ts';
import { chainedAssignment } from './chained-assignment.ts';
import { ciAction } from './ci-action.ts';
import { ciCommand } from './ci-command.ts';
import { citation } from './citation.ts';
import { column } from './column.ts';
import { command } from './command.ts';
import { commandLine } from './command-line.ts';
import { container } from './container.ts';
import { containerCheck } from './container-check.ts';
import { credentialFile } from './credential-file.ts';
import { dangerousCall } from './dangerous-call.ts';
import { dataCheck } from './data-check.ts';
import { dataDownload } from './data-download.ts';
import { dataSource } from './data-source.ts';
import { debugServer } from './debug-server.ts';
import { declaredImport } from './declared-import.ts';
import { dependency } from './dependency.ts';
import { dockerfile } from './dockerfile.ts';
import { dockerignore } from './dockerignore.ts';
import { docstring } from './docstring.ts';
import { documentedCommand } from './documented-command.ts';
import { droppedColumn } from './dropped-column.ts';
import { dvcRemote } from './dvc-remote.ts';
import { dvcStage } from './dvc-stage.ts';
import { dvcTracked } from './dvc-tracked.ts';
import { envIgnored } from './env-ignored.ts';
import { environmentVariable } from './environment-variable.ts';
import { evaluationMode } from './evaluation-mode.ts';
import { file } from './file.ts';
import { forwardCall } from './forward-call.ts';
import { functionProbe } from './function.ts';
import { gitAttribute } from './git-attribute.ts';
import { githubWorkflow } from './github-workflow.ts';
import { gradientStep } from './gradient-step.ts';
import { groupMetric } from './group-metric.ts';
import { hubLoad } from './hub-load.ts';
import { hyperParameter } from './hyper-parameter.ts';
import { ignoredArtifact } from './ignored-artifact.ts';
import { ignoredPath } from './ignored-path.ts';
import { imageUser } from './image-user.ts';
import { importProbe } from './import.ts';
import { instruction } from './instruction.ts';
import { largeFile } from './large-file.ts';
import { lfsFile } from './lfs-file.ts';
import { lfsTracked } from './lfs-tracked.ts';
import { listedVariable } from './listed-variable.ts';
import { lockFile } from './lock-file.ts';
import { lockedDependency } from './locked-dependency.ts';
import { lockedManifest } from './locked-manifest.ts';
import { loggedDataset } from './logged-dataset.ts';
import { machinePath } from './machine-path.ts';
import { manifest } from './manifest.ts';
import { metricValue } from './metric-value.ts';
import { metricsFile } from './metrics-file.ts';
import { modelCard } from './model-card.ts';
import { nanComparison } from './nan-comparison.ts';
import { notebook } from './notebook.ts';
import { notebookInstall } from './notebook-install.ts';
import { packageProbe } from './package.ts';
import { pinnedDependency } from './pinned-dependency.ts';
import { prose } from './prose.ts';
import { pythonVersion } from './python-version.ts';
import { readme } from './readme.ts';
import { relativeLink } from './relative-link.ts';
import { remoteCode } from './remote-code.ts';
import { repeatedLoad } from './repeated-load.ts';
import { repositoryLayout } from './repository-layout.ts';
import { requestInput } from './request-input.ts';
import { route } from './route.ts';
import { savedModel } from './saved-model.ts';
import { secret } from './secret.ts';
import { seededLibrary } from './seeded-library.ts';
import { servedModel } from './served-model.ts';
import { servedPreparation } from './served-preparation.ts';
import { setting } from './setting.ts';
import { sharedModule } from './shared-module.ts';
import { showcase } from './showcase.ts';
import { stepChain } from './step-chain.ts';
import { task } from './task.ts';
import { taskCommand } from './task-command.ts';
import { testFunction } from './test-function.ts';
import { trackedValue } from './tracked-value.ts';
import { training } from './training.ts';
import { trainingCommand } from './training-command.ts';
import { unpickled } from './unpickled.ts';
import { untrustedCode } from './untrusted-code.ts';
import { use } from './use.ts';
import { usedAction } from './used-action.ts';
import { workflowToken } from './workflow-token.ts';
import { writtenFile } from './written-file.ts';

/** Every probe by the name that rules use. */
export const probes: Probes = {
  'accelerator-version': acceleratorVersion,
  artifact,
  assigned,
  'base-image': baseImage,
  call,
  'chained-assignment': chainedAssignment,
  'ci-action': ciAction,
  'ci-command': ciCommand,
  citation,
  column,
  command,
  'command-line': commandLine,
  container,
  'container-check': containerCheck,
  'credential-file': credentialFile,
  'dangerous-call': dangerousCall,
  'data-check': dataCheck,
  'data-download': dataDownload,
  'data-source': dataSource,
  'debug-server': debugServer,
  'declared-import': declaredImport,
  dependency,
  dockerfile,
  dockerignore,
  docstring,
  'documented-command': documentedCommand,
  'dropped-column': droppedColumn,
  'dvc-remote': dvcRemote,
  'dvc-stage': dvcStage,
  'dvc-tracked': dvcTracked,
  'env-ignored': envIgnored,
  'environment-variable': environmentVariable,
  'evaluation-mode': evaluationMode,
  file,
  'forward-call': forwardCall,
  function: functionProbe,
  'git-attribute': gitAttribute,
  'github-workflow': githubWorkflow,
  'gradient-step': gradientStep,
  'group-metric': groupMetric,
  'hub-load': hubLoad,
  'hyper-parameter': hyperParameter,
  'ignored-artifact': ignoredArtifact,
  'ignored-path': ignoredPath,
  'image-user': imageUser,
  import: importProbe,
  instruction,
  'large-file': largeFile,
  'lfs-file': lfsFile,
  'lfs-tracked': lfsTracked,
  'listed-variable': listedVariable,
  'lock-file': lockFile,
  'locked-dependency': lockedDependency,
  'locked-manifest': lockedManifest,
  'logged-dataset': loggedDataset,
  'machine-path': machinePath,
  manifest,
  'metric-value': metricValue,
  'metrics-file': metricsFile,
  'model-card': modelCard,
  'nan-comparison': nanComparison,
  notebook,
  'notebook-install': notebookInstall,
  package: packageProbe,
  'pinned-dependency': pinnedDependency,
  prose,
  'python-version': pythonVersion,
  readme,
  'relative-link': relativeLink,
  'remote-code': remoteCode,
  'repeated-load': repeatedLoad,
  'repository-layout': repositoryLayout,
  'request-input': requestInput,
  route,
  'saved-model': savedModel,
  secret,
  'seeded-library': seededLibrary,
  'served-model': servedModel,
  'served-preparation': servedPreparation,
  setting,
  'shared-module': sharedModule,
  showcase,
  'step-chain': stepChain,
  task,
  'task-command': taskCommand,
  'test-function': testFunction,
  'tracked-value': trackedValue,
  training,
  'training-command': trainingCommand,
  unpickled,
  'untrusted-code': untrustedCode,
  use,
  'used-action': usedAction,
  'workflow-token': workflowToken,
  'written-file': writtenFile,
};
