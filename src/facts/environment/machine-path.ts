/** Which kind of place a path names that not every machine has. */
export type MachinePlace = 'home folder' | 'Windows drive' | 'Colab mount' | 'Kaggle mount';

/** Users of images, cloud machines and tutorials: no person's machine. */
const nobody =
  /^(?:jovyan|app\w*|users?|username|user_?name|your\w*|my_?(?:user|name)|ubuntu|ec2-user|runner|airflow|docker|vscode|sagemaker-user|model-server|coder|gitpod|circleci|node|vsts|jenkins|github|me|you|x{2,}|name|foo|bar|someone|somebody|example|dev|developer|admin|root|default|shared?|public|hadoop|spark|dagster|mambauser|micromamba|mambaorg|nonroot|pi|vagrant|travis|runneradmin|azureuser|azureml|kaggle|colab|python|worker|service|builder|student|data|datasets?|test|tester|<.*|\$.*|\{.*|\[.*|%.*|\*.*|\.+)$/i;
const systemFolder =
  /^[A-Za-z]:[\\/]+(?:Program Files|ProgramData|Windows|Temp|tmp|path|some|your|my_?path|msys|mingw|cygwin)/i;

/**
 * The kind of place that a path names, or `null` for one that any machine may have: relative paths, `~`, folders of
 * images, platforms and documentation.
 */
export function machinePlaceOf(path: string): MachinePlace | null {
  const home = /^\/(?:home|Users)\/([^/\\\s]+)\/[^\s/]/.exec(path);
  if (home) return nobody.test(home[1] ?? '') || home[1] === 'Shared' ? null : 'home folder';
  const drive = /^([A-Za-z]):(?:\\{1,2}|\/(?!\/))([^\\/\s:*?"<>|]+)/.exec(path);
  if (drive) {
    const user = /^[A-Za-z]:[\\/]+Users[\\/]+([^\\/]+)/i.exec(path)?.[1];
    if (user !== undefined && nobody.test(user)) return null;
    // `d:\n` is an escape, `a:/b` may be a key; a drive's path has a name of some length.
    return systemFolder.test(path) || !/^[A-Za-z0-9_][\w .()-]/.test(drive[2] ?? '') ? null : 'Windows drive';
  }
  if (/^\/content\/(?:g?drive|MyDrive)\/[^\s/]+\/[^\s]/.test(path)) return 'Colab mount';
  return /^\/kaggle\/input\/[^\s/]/.test(path) ? 'Kaggle mount' : null;
}
