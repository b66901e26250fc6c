/**
 * A way back that somebody gave: only a path of our own, whatever tricks a browser knows to read another host into it
 * (`//host`, `/\host`, tabs and line breaks, which browsers drop).
 */
export function returnTo(given: string | undefined): string {
  if (given === undefined || given.length > 1000 || !/^\/(?![/\\])[\x20-\x5b\x5d-\x7e]*$/.test(given)) return '/';
  const origin = 'http://localhost';
  const url = URL.canParse(given, origin) ? new URL(given, origin) : null;
  if (url === null || url.origin !== origin || url.pathname.startsWith('/sign-in')) return '/';
  // A path that holds `//` after its dots are resolved would name a host.
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search;
}
