import { hmac } from '@noble/hashes/hmac.js';
import { ALIAS_BYTES, compareBytes, concatenate, sha256 } from './bytes.js';

const LABEL = new TextEncoder().encode('kaibo-draw-1');
const VALUE_BYTES = 32;

/** The key that orders the entrants of a draw. */
export function deriveDrawKey(seed, frozenBytes, signature) {
  return hmac(sha256, seed, concatenate(LABEL, sha256(frozenBytes), sha256(signature)));
}

/**
 * The first ranks of a draw: the smallest value has rank 1. Its memory depends on the ranks kept, and not on the aliases offered. It can
 * count the rank of one more alias, however late that is.
 */
export class Ranking {
  #keyed;
  #scratch;
  #most;
  #kept = [];
  #threshold = null;
  #watched = null;
  #smaller = 0;
  #value = new Uint8Array(VALUE_BYTES);

  /**
   * @param drawKey of deriveDrawKey
   * @param most how many ranks are kept
   * @param watched an alias whose rank is counted, if it is given
   */
  constructor(drawKey, most, watched) {
    this.#keyed = hmac.create(sha256, drawKey);
    this.#scratch = this.#keyed.clone();
    this.#most = most;
    if (watched !== undefined) {
      this.#watched = this.#compute(watched).slice();
    }
  }

  /** Offers every alias of a chunk. Each alias may come once. */
  offerAll(chunk) {
    for (let from = 0; from < chunk.length; from += ALIAS_BYTES) {
      this.#offer(chunk.subarray(from, from + ALIAS_BYTES));
    }
  }

  #offer(alias) {
    const value = this.#compute(alias);
    if (this.#watched !== null && compareBytes(value, 0, this.#watched, 0, VALUE_BYTES) < 0) {
      this.#smaller++;
    }
    if (this.#threshold !== null && compareBytes(value, 0, this.#threshold, 0, VALUE_BYTES) >= 0) {
      return;
    }
    this.#kept.push({ value: value.slice(), alias });
    if (this.#kept.length >= 2 * this.#most + 2) {
      this.#cut();
    }
  }

  /** HMAC-SHA-256 of an alias, in a buffer that the next call writes again. A clone for each alias would take twice the time. */
  #compute(alias) {
    this.#keyed._cloneInto(this.#scratch);
    this.#scratch.update(alias).digestInto(this.#value);
    return this.#value;
  }

  #cut() {
    this.#kept.sort((a, b) => compareBytes(a.value, 0, b.value, 0, VALUE_BYTES));
    this.#kept.length = Math.min(this.#kept.length, this.#most);
    if (this.#kept.length === this.#most && this.#most > 0) {
      this.#threshold = this.#kept[this.#most - 1].value;
    }
  }

  /** The aliases by rank, rank 1 first; fewer than are kept if fewer were offered. */
  ranks() {
    this.#cut();
    return this.#kept.map((kept) => kept.alias);
  }

  /** The rank that the watched alias has among those offered. */
  rankOfWatched() {
    return this.#smaller + 1;
  }
}
