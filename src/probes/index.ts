// Generated from the files in this folder by scripts/generate.ts.
import type { Probes } from '../grammar.ts';
import { acceleratorVersion } from './accelerator-version.ts';
import { artifact } from './artifact.ts';
import { assigned } from './assigned.ts';
import { baseImage } from './base-image.ts';
import { call } from './call.ts';
import { cardClaim } from './card-claim.ts';
import { chainedAssignment } from './chained-assignment.ts';
import { ciAction } from './ci-action.ts';
import { ciCommand } from './ci-command.ts';
import { ciShips } from './ci-ships.ts';
import { ciTraining } from './ci-training.ts';
import { citation } from './citation.ts';
import { column } from './column.ts';
import { command } from './command.ts';
import { commandLine } from './command-line.ts';
import { composedService } from './composed-service.ts';
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
import { javascript } from './javascript.ts';
import { judging } from './judging.ts';
import { largeFile } from './large-file.ts';
import { leak } from './leak.ts';
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
import { modelLink } from './model-link.ts';
import { modelVersion } from './model-version.ts';
import { nanComparison } from './nan-comparison.ts';
import { notebook } from './notebook.ts';
import { notebookInstall } from './notebook-install.ts';
import { openCors } from './open-cors.ts';
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
import { resource } from './resource.ts';
import { route } from './route.ts';
import { savedModel } from './saved-model.ts';
import { script } from './script.ts';
import { secret } from './secret.ts';
import { seededLibrary } from './seeded-library.ts';
import { servedModel } from './served-model.ts';
import { servedPreparation } from './served-preparation.ts';
import { setting } from './setting.ts';
import { sharedModule } from './shared-module.ts';
import { showcase } from './showcase.ts';
import { space } from './space.ts';
import { stepChain } from './step-chain.ts';
import { taggedImage } from './tagged-image.ts';
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
import { versionedModel } from './versioned-model.ts';
import { word } from './word.ts';
import { workflowToken } from './workflow-token.ts';
import { workload } from './workload.ts';
import { writtenFile } from './written-file.ts';

/** Every probe by the name that rules use. */
export const probes: Probes = {
  'accelerator-version': acceleratorVersion,
  artifact,
  assigned,
  'base-image': baseImage,
  call,
  'card-claim': cardClaim,
  'chained-assignment': chainedAssignment,
  'ci-action': ciAction,
  'ci-command': ciCommand,
  'ci-ships': ciShips,
  'ci-training': ciTraining,
  citation,
  column,
  command,
  'command-line': commandLine,
  'composed-service': composedService,
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
  javascript,
  judging,
  'large-file': largeFile,
  leak,
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
  'model-link': modelLink,
  'model-version': modelVersion,
  'nan-comparison': nanComparison,
  notebook,
  'notebook-install': notebookInstall,
  'open-cors': openCors,
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
  resource,
  route,
  'saved-model': savedModel,
  script,
  secret,
  'seeded-library': seededLibrary,
  'served-model': servedModel,
  'served-preparation': servedPreparation,
  setting,
  'shared-module': sharedModule,
  showcase,
  space,
  'step-chain': stepChain,
  'tagged-image': taggedImage,
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
  'versioned-model': versionedModel,
  word,
  'workflow-token': workflowToken,
  workload,
  'written-file': writtenFile,
};
