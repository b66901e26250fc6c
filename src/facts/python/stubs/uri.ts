/** Stands in for `common/uri/uri.js` of Pyright in bundles: its diagnostics name it, parsing a text never needs it. */
export const Uri = Object.freeze({});
