import { savedModelsOf, savedNeeds } from '../facts/saved-models.ts';
import { trainingOf } from '../facts/training.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const mostPlaces = 3;

/** That nothing loads it again is advice: whoever saves in a framework's own form can. */
export const savedModel: Probe<Options> = {
  about:
    'places where code saves a model: calls of frameworks, checkpoint callbacks, trainers that save by themselves, registries; pickles only of what is called like a model',
  options: { type: 'object', additionalProperties: false },
  needs: () => savedNeeds,
  run: (facts) => {
    const places = savedModelsOf(facts);
    const saves = places.filter(({ does }) => does === 'save');
    if (saves.length > 0) {
      const seen = saves.map(({ path, at, how }) => finding(path, at, `saves with ${how}`));
      if (places.some(({ does }) => does === 'load')) return { seen };
      const { path, at } = saves[0] as (typeof saves)[number];
      return { seen: [...seen, finding(path, at, 'nothing in the repository loads it again', 'hint')] };
    }
    const first = new Map<string, Finding>();
    for (const { path, at } of trainingOf(facts)) {
      if (!first.has(path)) first.set(path, finding(path, at, 'trains a model that nothing saves'));
    }
    return { seen: [], missing: [...first.values()].slice(0, mostPlaces) };
  },
};
