const tests =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test[-_]?data|fixtures|e2e|specs?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest)\.py$|\.(?:test|spec)\.[cm]?[jt]sx?$/i;
const docs = /(?:^|\/)(?:docs?|documentation|examples?|samples?|tutorials?)\/|\.(?:md|mdx|rst|adoc)$/i;
const sample = /(?:^|[./_-])(?:example|sample|template|tmpl|dist|defaults?)(?:[./_-]|$)/i;

/** Below a tests folder, or a test module. */
export function isTestPath(path: string): boolean {
  return tests.test(path);
}

/** Places where made-up values are shown: tests, documentation, and files that are to be copied and filled in. */
export function showsMadeUpValues(path: string): boolean {
  return tests.test(path) || docs.test(path) || sample.test(path.slice(path.lastIndexOf('/') + 1));
}
