import type { Facts, Need, Position } from '../../model.ts';
import { javascript } from '../javascript.ts';

/** A model that JavaScript loads from the Hugging Face Hub by an id that stands there. */
export interface JavascriptHubLoad {
  readonly path: string;
  readonly at: Position;
  readonly id: string;
  /** `null` where options are put together elsewhere. */
  readonly pinned: boolean | null;
}

export const javascriptHubNeed: Need = {
  reader: javascript,
  needles: [
    '@huggingface/transformers&&pipeline(',
    '@huggingface/transformers&&from_pretrained(',
    '@xenova/transformers&&pipeline(',
    '@xenova/transformers&&from_pretrained(',
  ],
};

const loads = /^@(?:huggingface|xenova)\/transformers(?:\.default)?\.(?:pipeline|\w+\.from_pretrained)$/;
const id = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;

/** Calls of Transformers.js with a literal id: https://huggingface.co/docs/transformers.js/api/utils/hub */
export function javascriptHubLoadsOf(facts: Facts): readonly JavascriptHubLoad[] {
  return facts.documents(javascript).flatMap(({ path, value }) =>
    value.calls.flatMap(({ qualified, arguments: given, at }): JavascriptHubLoad[] => {
      if (!loads.test(qualified)) return [];
      const first = qualified.endsWith('.pipeline') ? 1 : 0;
      const model = given[first];
      if (model?.kind !== 'string' || !id.test(model.text) || /^\.{0,2}\//.test(model.text)) return [];
      const options = given[first + 1];
      const revision = options?.kind === 'object' ? options.entries.get('revision') : undefined;
      const moving = revision?.kind === 'string' && /^(?:main|master)$/.test(revision.text);
      const unknown = options !== undefined && (options.kind !== 'object' || options.open);
      return [{ path, at, id: model.text, pinned: revision !== undefined ? !moving : unknown ? null : false }];
    }),
  );
}
