import { bls12_381 } from '@noble/curves/bls12-381.js';
import { hexToBytes, isHex, sha256 } from './bytes.js';

const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** drand's chain `quicknet`. A proof of any other chain is refused, unless the caller names that chain. */
export const QUICKNET = Object.freeze({
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
    '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1692803367,
  period: 3,
});

export function isSameChain(a, b) {
  return a.hash === b.hash && a.publicKey === b.publicKey && a.genesis === b.genesis && a.period === b.period;
}

/** Reads `hash:publicKey:genesis:period`; undefined if the text is not of this form. */
export function parseChain(text) {
  const [hash, publicKey, genesis, period, ...rest] = text.split(':');
  const chain = { hash, publicKey, genesis: Number(genesis), period: Number(period) };
  const isChain =
    rest.length === 0 &&
    isHex(hash, 32) &&
    isHex(publicKey, 96) &&
    /^[0-9]+$/.test(genesis) &&
    /^[0-9]+$/.test(period) &&
    Number.isSafeInteger(chain.genesis) &&
    Number.isSafeInteger(chain.period) &&
    chain.period > 0;
  return isChain ? chain : undefined;
}

/** The first round that is published at least `gap` seconds after `frozenAt`. */
export function findRound(chain, frozenAt, gap) {
  return Math.floor((frozenAt + gap - chain.genesis + chain.period - 1) / chain.period) + 1;
}

/** When a round is published, in seconds since 1970. */
export function findRoundTime(chain, round) {
  return chain.genesis + chain.period * (round - 1);
}

/** What drand signs of a round, as a point of G1. */
export function hashRound(round) {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  return bls12_381.shortSignatures.hash(sha256(message), DST);
}

/** True if this is the chain's signature of the round. Scheme bls-unchained-g1-rfc9380. */
export function isSignedBy(chain, round, signature) {
  try {
    return bls12_381.shortSignatures.verify(hexToBytes(signature), hashRound(round), hexToBytes(chain.publicKey));
  } catch {
    return false; // no point of the curve, or not of the group
  }
}
