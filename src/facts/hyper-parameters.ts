/**
 * Names that people give to what is chosen before training: rates, sizes, depths, numbers of rounds, regularisation, and
 * arguments of the estimators in common use.
 */
const names = new RegExp(
  `^(?:${[
    '(?:base_|init_|initial_|max_|min_|peak_|actor_|critic_|g_|d_)?(?:lr|learning_?rate|step_size)(?:_\\w+)?',
    '\\w*(?:epochs?|n_?epochs?|num_?epochs?|max_?epochs?|nepochs?|niter|num_?iters?|max_?iter(?:s|ations?)?|n_?iter|total_?iters?|iterations|num_?steps|max_?steps|train_?steps|total_?timesteps|num_train_steps)',
    '\\w*(?:batch_?size|minibatch\\w*|bs|batchsz|batch)',
    '(?:\\w+_)?(?:hidden|embed(?:ding)?|latent|feature|ff|ffn|model|inner|z|emb|d)_?(?:dims?|size|units|channels?|layers?|width)',
    '(?:n|num)_?(?:hidden|layers?|heads?|units|estimators|trees|clusters|components|neighbors|filters|blocks|leaves|rounds|boost_round|folds?|splits|trials|neurons|classes|features|topics|experts|encoder_layers|decoder_layers|gpus?)\\w*',
    'hidden\\w*|d_model|n_embd|n_head|n_layer|n_ctx|block_size|seq_?len(?:gth)?|sequence_length|max_?len(?:gth)?|max_seq_len\\w*|context_length|\\w*window(?:_size)?|look_?back|horizon|timesteps',
    'num_leaves|max_depth|min_samples_\\w+|min_child_\\w+|max_leaf\\w*|max_features|subsample|colsample_?\\w*|criterion|reg_?(?:alpha|lambda|param)|l[12]_?(?:ratio|reg\\w*|lambda)?|alpha|gamma|lambda|beta[12]?|betas|eta|tau|tol|kernel|solver|penalty|degree|var_smoothing|ntree|scale_pos_weight|class_weight',
    '(?:\\w+_)?(?:dropout|drop_?rate|drop_prob|keep_prob|momentum|weight_?decay|wd|warm_?up\\w*|patience|clip\\w*|grad_clip\\w*|temperature|label_smoothing|margin)',
    'optim(?:izer)?\\w*|loss(?:_\\w+)?|scheduler\\w*|lr_scheduler|activation\\w*|backbone|arch(?:itecture)?|model_?(?:name|type|arch|size)|net(?:work)?(?:_\\w+)?|algo(?:rithm)?|base_model|pretrained_\\w+|img_?size|image_?size|input_?size|crop_?size|resolution|test_?(?:size|ratio|split)|val(?:id(?:ation)?)?_?(?:size|ratio|split)|train_?(?:size|ratio|split)|lora_\\w+|rank|replay\\w*|buffer_size|discount|epsilon|eps|rollout\\w*|gae_lambda|entropy_coef|n_steps|num_workers|threshold|estimators|params?_grid|param_dist\\w*|search_space|hyper_?param\\w*|imgsz|target_update\\w*',
  ].join('|')})$`,
  'i',
);

/** Whether a flag, key or constant is called like a hyper-parameter; dashes and camel case do not matter. */
export function isHyperParameter(name: string): boolean {
  if (name === 'C') return true;
  if (name.length > 60) return false;
  const plain = name.replaceAll('-', '_');
  return names.test(plain) || names.test(plain.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}
