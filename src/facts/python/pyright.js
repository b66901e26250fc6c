export { ParseOptions, Parser } from '@zzzen/pyright-internal/dist/parser/parser.js';
