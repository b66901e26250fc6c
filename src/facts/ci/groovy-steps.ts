import type { Reader } from '../../model.ts';
import { nameOf } from '../patterns.ts';

/** Lines of a Jenkinsfile without comments: what its Groovy does beyond shell commands can only be told by its words. */
export const groovySteps: Reader<readonly string[]> = {
  kind: 'groovy-steps',
  cap: 'text',
  matches: (path) => /^jenkinsfile(?:$|[._-])/i.test(nameOf(path)),
  parse: ({ text }) => ({
    value: Object.freeze(
      withoutBlocks(text)
        .split('\n')
        .map((line) => line.slice(0, 2000).replace(/(?:^|\s)\/\/.*$/, '')),
    ),
  }),
};

/** Comments over several lines become empty lines. */
function withoutBlocks(text: string): string {
  let kept = '';
  let from = 0;
  for (let open = text.indexOf('/*'); open >= 0; open = text.indexOf('/*', from)) {
    const close = text.indexOf('*/', open + 2);
    const end = close < 0 ? text.length : close + 2;
    kept += text.slice(from, open) + text.slice(open, end).replaceAll(/[^\n]/g, '');
    from = end;
  }
  return kept + text.slice(from);
}
