import { container } from '../facts/containers.ts';
import { imageUser as userOf } from '../facts/environment/image-user.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Images for development and for building alone are not what runs, and their user is nobody's risk. */
const aside =
  /(?:^|\/)(?:\.devcontainer|\.github|\.circleci|\.gitlab|\.ci|\.gitpod|ci)\/|dev(?:elop(?:ment)?)?\.?dockerfile|dockerfile[._-]?(?:dev|test|ci|build|lint|docs)/i;

export const imageUser: Probe<Options> = {
  about: 'Dockerfiles whose image runs as a user other than root, or as root',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: container }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(container)) {
      if (value.dockerfile === null || aside.test(path)) continue;
      const { user, line } = userOf(value.dockerfile);
      const at = { line, column: 1 };
      if (user === 'other') seen.push(finding(path, at, 'runs as a user of its own'));
      else if (user === 'root') missing.push(finding(path, at, 'runs as root'));
      else missing.push(finding(path, at, 'runs as whomever its base image says', 'hint'));
    }
    return { seen, missing };
  },
};
