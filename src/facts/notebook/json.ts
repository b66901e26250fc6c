/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function isRecord(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object; `undefined` of anything else. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A notebook's multi-line text: a string, or a list of strings. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string').join('') : '';
}

/** Length of all strings and numbers in a value; iterative, since it may be nested without bound. */
export function weigh(value: Json | undefined): number {
  let bytes = 0;
  const stack: (Json | undefined)[] = [value];
  while (stack.length > 0) {
    const item = stack.pop();
    if (typeof item === 'string') bytes += utf8Length(item);
    else if (Array.isArray(item)) for (const part of item) stack.push(part);
    else if (isRecord(item)) {
      for (const key of Object.keys(item)) {
        bytes += key.length;
        stack.push(item[key]);
      }
    } else if (item !== undefined) bytes += String(item).length;
  }
  return bytes;
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes += 2;
    else if (code > 0x7f) bytes++;
  }
  return bytes;
}
