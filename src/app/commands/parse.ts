export type Command =
  | { readonly name: 'audit' }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'waive'; readonly rule: string; readonly reason: string }
  | { readonly name: 'help'; readonly problem: string };

const LONGEST_REASON = 500;

/** What somebody asks for in the first line of a comment that begins with `/mlready`. */
export function parseCommand(body: string): Command {
  const first = body.trim().split(/\r?\n/, 1)[0] ?? '';
  const [, name = '', rest = ''] = /^\/mlready[ \t]*(\S*)[ \t]*(.*)$/.exec(first) ?? [];
  const [rule = ''] = rest.split(/[ \t]/, 1);
  if (name === 'audit') return { name };
  if (name === 'explain') return rule === '' ? help('`explain` needs the id of a rule') : { name, rule };
  if (name === 'waive') {
    const [, reason = ''] = /^\S+[ \t]+because:?[ \t]+(.*)$/i.exec(rest) ?? [];
    if (!/\p{L}/u.test(reason)) return help('`waive` needs the id of a rule, and why: `/mlready waive RULE because …`');
    return { name, rule, reason: reason.trim().slice(0, LONGEST_REASON) };
  }
  return help(name === '' || name === 'help' ? '' : 'There is no such command');
}

function help(problem: string): Command {
  return { name: 'help', problem };
}

export const HELP = [
  '- `/mlready audit` judges the pull request again',
  '- `/mlready explain RULE` says what a rule is about',
  '- `/mlready waive RULE because …` opens a pull request that waives the rule in `.mlready.yml`',
].join('\n');
