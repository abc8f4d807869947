import { FormatError } from './format-error.js';

const DEPTH = 16;
const SPACE = /[ \t\n\r]*/y;
const INTEGER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /(?:true|false|null)/y;

/**
 * Reads JSON that no two readers can understand differently. It refuses a member that comes twice, bytes that are not UTF-8 and numbers
 * that are not integers; JSON.parse takes the last of two members without a word.
 */
export function parseJson(input) {
  const text = typeof input === 'string' ? input : decodeUtf8(input);
  if (!text.isWellFormed()) {
    throw new FormatError('not-utf8');
  }
  const reader = new JsonReader(text);
  const value = reader.readValue('', 0);
  reader.expectEnd();
  return value;
}

function decodeUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FormatError('not-utf8');
  }
}

class JsonReader {
  #text;
  #at = 0;

  constructor(text) {
    this.#text = text;
  }

  readValue(path, depth) {
    if (depth > DEPTH) {
      throw new FormatError('not-json', path);
    }
    this.#take(SPACE);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#readObject(path, depth);
      case '[':
        return this.#readArray(path, depth);
      case '"':
        return this.#readString(path);
      default:
        return this.#readScalar(path);
    }
  }

  expectEnd() {
    this.#take(SPACE);
    if (this.#at !== this.#text.length) {
      throw new FormatError('not-json');
    }
  }

  #readObject(path, depth) {
    const object = Object.create(null);
    this.#readItems('}', path, () => {
      const name = this.#readString(path);
      const memberPath = path === '' ? name : `${path}.${name}`;
      if (name in object) {
        throw new FormatError('twice', memberPath);
      }
      this.#take(SPACE);
      this.#expect(':', memberPath);
      object[name] = this.readValue(memberPath, depth + 1);
    });
    return object;
  }

  #readArray(path, depth) {
    const array = [];
    this.#readItems(']', path, () => array.push(this.readValue(`${path}[${array.length}]`, depth + 1)));
    return array;
  }

  #readItems(end, path, readItem) {
    this.#at++;
    this.#take(SPACE);
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#take(SPACE);
      readItem();
      this.#take(SPACE);
      if (this.#text[this.#at] === end) {
        this.#at++;
        return;
      }
      this.#expect(',', path);
    }
  }

  #readString(path) {
    const token = this.#take(STRING);
    if (token === undefined) {
      throw new FormatError('not-json', path);
    }
    const value = JSON.parse(token);
    if (!value.isWellFormed()) {
      throw new FormatError('not-utf8', path);
    }
    return value;
  }

  #readScalar(path) {
    const token = this.#take(LITERAL) ?? this.#take(INTEGER);
    if (token === undefined) {
      throw new FormatError('not-json', path);
    }
    return JSON.parse(token);
  }

  #expect(character, path) {
    if (this.#text[this.#at] !== character) {
      throw new FormatError('not-json', path);
    }
    this.#at++;
  }

  #take(pattern) {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) {
      return undefined;
    }
    this.#at = pattern.lastIndex;
    return match[0];
  }
}
