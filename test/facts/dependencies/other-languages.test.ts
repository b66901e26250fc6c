import { describe, expect, it } from 'vitest';
import { readDescription } from '../../../src/facts/dependencies/description.ts';
import { readJuliaProject } from '../../../src/facts/dependencies/julia-project.ts';

const file = (path: string, text: string) => ({ path, text, firstLine: 1 });

describe('environments of R and Julia', () => {
  it('reads the DESCRIPTION of R', () => {
    const text = [
      'Package: churn',
      'Title: Churn',
      'Depends: R (>= 4.1)',
      'Imports:',
      '    dplyr,',
      '    ranger (>= 0.15.0)',
      'Suggests: testthat (>= 3.0.0)',
      'License: MIT',
    ].join('\n');
    const read = readDescription(file('DESCRIPTION', text));
    expect(read?.value.dependencies.map(({ name, specifier, group, line }) => [name, specifier, group, line])).toEqual([
      ['dplyr', '', 'main', 5],
      ['ranger', '>=0.15.0', 'main', 6],
      ['testthat', '>=3.0.0', 'dev', 7],
    ]);
    expect(readDescription(file('DESCRIPTION', 'A data set of birds.\n'))).toBeNull();
  });

  it('reads the Project.toml of Julia', () => {
    const text =
      'name = "Birds"\n[deps]\nFlux = "587475ba-b771-5e3f-ad9e-33799f191a9c"\nCSV = "336ed68f-0bac-5ca0-87d4-7b16caf5d00b"\n[compat]\nFlux = "=0.14.19"\n';
    const read = readJuliaProject(file('Project.toml', text));
    expect(read?.value.dependencies.map(({ name, pinned, line }) => [name, pinned, line])).toEqual([
      ['Flux', true, 3],
      ['CSV', false, 4],
    ]);
    expect(readJuliaProject(file('Project.toml', '[deps]\nnumpy = { version = "1" }\n'))).toBeNull();
  });
});
