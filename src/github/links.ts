import { posix } from 'node:path';
import type { Link } from '../report/sections.ts';

/**
 * Addresses of files at a commit on the web pages of GitHub or of an Enterprise Server.
 * @param folder the judged one, to which paths are relative
 */
export function linksTo(server: string, repository: string, commit: string, folder: string): Link {
  return (path, line) => {
    const file = posix.join(folder, path);
    if (file.startsWith('../')) return null;
    const encoded = file.split('/').map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')));
    // What GitHub renders shows its lines only as plain text.
    const plain = line !== null && /\.(?:md|markdown|rst|org|ipynb)$/i.test(file) ? '?plain=1' : '';
    return `${server}/${repository}/blob/${commit}/${encoded.join('/')}${plain}${line === null ? '' : `#L${line}`}`;
  };
}
