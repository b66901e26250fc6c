/**
 * Stands in for `localization/localize.js` of Pyright in bundles, which carries its messages in fifteen languages.
 * Nobody reads the messages, but the parser asks for one on every syntax error and may fill it in.
 */
class Message extends String {
  format(): string {
    return this.toString();
  }
}

const message = new Message('syntax error');
const messages: unknown = new Proxy(Object.create(null), { get: () => () => message });

export const LocMessage = messages;
export const LocAddendum = messages;
