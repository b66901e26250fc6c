import { describe, expect, it } from 'vitest';
import { stageKind } from '../../src/facts/stages.ts';

describe('steps by their names', () => {
  it.each([
    ['stage_01_data_ingestion.py', 'data'],
    ['make_dataset.py', 'data'],
    ['01_preprocess.ipynb', 'prepare'],
    ['DataTransformation', 'prepare'],
    ['run_feature_engineering_step', 'prepare'],
    ['train_churn_model.py', 'train'],
    ['ModelTrainerPipeline', 'train'],
    ['evaluate_model.py', 'evaluate'],
    ['model_pusher', 'register'],
  ])('%s is of the kind %s', (name, kind) => {
    expect(stageKind(name)).toBe(kind);
  });

  it.each(['utils.py', 'config', 'app.py', 'constants', 'logger'])('%s is none', (name) => {
    expect(stageKind(name)).toBeNull();
  });
});
