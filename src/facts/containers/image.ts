/** What is written of a container image. */
export interface ImageReference {
  /** With every variable replaced whose value is known. */
  readonly image: string;
  readonly tag: string | null;
  readonly digest: string | null;
  /** Holds a variable whose value is not known from the file, or a placeholder of a template. */
  readonly variable: boolean;
}

/** Takes `registry:5000/name:tag@sha256:…` apart. */
export function imageReference(written: string, value: (name: string) => string | undefined): ImageReference {
  const { text, complete } = expand(written, value);
  const image = text.replace(/^docker:\/\//, '');
  const at = image.indexOf('@');
  const name = at < 0 ? image : image.slice(0, at);
  const colon = name.lastIndexOf(':');
  return {
    image,
    tag: colon > name.lastIndexOf('/') ? name.slice(colon + 1) || null : null,
    digest: at < 0 ? null : image.slice(at + 1),
    variable: !complete || /\{[^{}]*\}|\{%|<[a-z_-]+>/i.test(image),
  };
}

const variable = /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-+?])([^{}]*))?\}|\$([A-Za-z_]\w*)/g;
const longest = 4096;

/**
 * Replaces variables as Docker and Compose do: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:+other}`.
 * Those without a value stay as they are, and then the text is not complete.
 */
export function expand(
  written: string,
  value: (name: string) => string | undefined,
): { readonly text: string; readonly complete: boolean } {
  let text = written;
  let complete = true;
  for (let round = 0; round < 4 && text.includes('$'); round += 1) {
    complete = true;
    const before = text;
    text = text.replace(variable, (whole, braced, operator, word, bare) => {
      if (whole === '$$') return whole;
      const known = value(braced ?? bare);
      const given = known !== undefined && !(known === '' && operator?.startsWith(':'));
      if (operator?.endsWith('+')) return given ? word : '';
      if (given) return known;
      if (operator?.endsWith('-')) return word;
      complete = false;
      return whole;
    });
    if (text.length > longest) return { text: written, complete: false };
    if (text === before) break;
  }
  return { text: text.replaceAll('$$', '$'), complete: complete && !text.includes('${') };
}
