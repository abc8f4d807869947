import { ALIAS_BYTES, compareBytes, sha256Hex } from './bytes.js';

export const CHUNK_ALIASES = 8192;

/** Why a list of aliases is not as its record says. */
export class ListProblem extends Error {
  constructor(code, values, isMissing = false) {
    super(code);
    this.code = code;
    this.values = values;
    this.isMissing = isMissing;
  }
}

/**
 * Reads and checks the chunks of a list, one after another.
 *
 * @param list count and chunks, of a record
 * @param chunks takes a SHA-256 and answers the bytes, now or later; undefined if there are none
 * @param progress is called after each chunk, and waited for
 * @returns the chunks
 */
export async function readAliasList(list, chunks, progress) {
  if (list.chunks.length !== Math.ceil(list.count / CHUNK_ALIASES)) {
    throw new ListProblem('list-count', { count: list.count, chunks: list.chunks.length });
  }
  const read = [];
  for (const [index, name] of list.chunks.entries()) {
    const bytes = await fetchChunk(chunks, name);
    const aliases = Math.min(CHUNK_ALIASES, list.count - index * CHUNK_ALIASES);
    checkChunk(bytes, name, aliases, read.at(-1));
    read.push(bytes);
    await progress();
  }
  return read;
}

async function fetchChunk(chunks, name) {
  let bytes;
  try {
    bytes = await chunks(name);
  } catch (error) {
    throw new ListProblem('chunk-unreadable', { name, why: error.message }, true);
  }
  if (!(bytes instanceof Uint8Array)) {
    throw new ListProblem('chunk-missing', { name }, true);
  }
  return bytes;
}

function checkChunk(bytes, name, aliases, before) {
  if (sha256Hex(bytes) !== name) {
    throw new ListProblem('chunk-digest', { name });
  }
  if (bytes.length !== aliases * ALIAS_BYTES) {
    throw new ListProblem('chunk-size', { name, bytes: bytes.length, expected: aliases * ALIAS_BYTES });
  }
  if (before !== undefined) {
    checkOrder(before, before.length - ALIAS_BYTES, bytes, 0, name);
  }
  for (let at = ALIAS_BYTES; at < bytes.length; at += ALIAS_BYTES) {
    checkOrder(bytes, at - ALIAS_BYTES, bytes, at, name);
  }
}

function checkOrder(a, aFrom, b, bFrom, name) {
  const order = compareBytes(a, aFrom, b, bFrom, ALIAS_BYTES);
  if (order >= 0) {
    throw new ListProblem(order === 0 ? 'list-twice' : 'list-unsorted', { name });
  }
}

/** The first alias that two sorted lists share, as bytes; undefined if there is none. */
export function findCommonAlias(a, b) {
  const left = new Cursor(a);
  const right = new Cursor(b);
  while (left.hasAlias() && right.hasAlias()) {
    const order = left.compareTo(right);
    if (order === 0) {
      return left.alias();
    }
    (order < 0 ? left : right).advance();
  }
  return undefined;
}

/** True if the alias is in the list. */
export function hasAlias(list, alias) {
  return findCommonAlias(list, [alias]) !== undefined;
}

/** Walks through the aliases of a list. */
class Cursor {
  #list;
  #chunk = 0;
  #at = 0;

  constructor(list) {
    this.#list = list;
  }

  hasAlias() {
    return this.#chunk < this.#list.length;
  }

  alias() {
    return this.#list[this.#chunk].subarray(this.#at, this.#at + ALIAS_BYTES);
  }

  compareTo(other) {
    return compareBytes(this.#list[this.#chunk], this.#at, other.#list[other.#chunk], other.#at, ALIAS_BYTES);
  }

  advance() {
    this.#at += ALIAS_BYTES;
    if (this.#at === this.#list[this.#chunk].length) {
      this.#chunk++;
      this.#at = 0;
    }
  }
}
