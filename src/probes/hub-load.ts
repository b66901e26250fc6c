import { hubLoads, hubNeedles } from '../facts/hub-loads.ts';
import { javascriptHubLoadsOf, javascriptHubNeed } from '../facts/javascript/hub-loads.ts';
import { memo } from '../facts/memo.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly pinned?: boolean;
}

export const hubLoad: Probe<Options> = {
  about:
    'data sets and models that code loads from the Hugging Face Hub or torch.hub by an id that stands there; with `pinned`, whether a commit, tag or version fixes each',
  options: { type: 'object', additionalProperties: false, properties: { pinned: { type: 'boolean' } } },
  needs: () => [{ reader: hubLoads, needles: hubNeedles }, javascriptHubNeed],
  run: (facts, { pinned: asked = false }) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    const isFolder = folders(facts);
    const inScripts = javascriptHubLoadsOf(facts).map(
      (one) => ({ ...one, what: 'model', hub: 'huggingface' }) as const,
    );
    for (const { path, value } of [
      ...facts.documents(hubLoads),
      ...inScripts.map((one) => ({ path: one.path, value: [one] })),
    ]) {
      for (const { at, what, id, hub, pinned } of value) {
        if (hub === 'huggingface' && isFolder.has(id)) continue;
        if (!asked) seen.push(finding(path, at, `loads a ${what} of a hub`));
        else if (pinned === true) seen.push(finding(path, at, `loads a ${what} at a fixed version`));
        else {
          const confidence = pinned === null ? 'hint' : 'certain';
          missing.push(finding(path, at, `loads whatever ${what} the hub holds that day`, confidence));
        }
      }
    }
    return { seen, missing };
  },
};

/** Every folder, whole and by its last names: nobody knows where code is started. */
const folders: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const all = new Set<string>();
  for (const path of facts.tree.keys()) {
    const segments = path.split('/').slice(0, -1);
    for (let end = 1; end <= segments.length; end += 1) {
      all.add(segments.slice(0, end).join('/'));
      all.add(segments.slice(Math.max(0, end - 2), end).join('/'));
      all.add(segments[end - 1] ?? '');
    }
  }
  return all;
});
