import { CHUNK_ALIASES } from './alias-lists.js';
import { ALIAS_BYTES } from './bytes.js';

const CHUNK_BYTES = CHUNK_ALIASES * ALIAS_BYTES;
const PROOF_BYTES = 64 * 1024 * 1024;

/** The proof's bytes, from a URL. */
export function fetchProof(url) {
  return fetchBytes(url, PROOF_BYTES);
}

/** A function that fetches the chunk of a SHA-256 from under a URL. */
export function fetchChunksFrom(prefix) {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return async (name) => fetchBytes(new URL(name, base), CHUNK_BYTES);
}

/** Where the chunks of a proof are, unless told otherwise: beside it. */
export function findChunksUrl(proofUrl) {
  return new URL('chunks/', proofUrl).href;
}

/** The lottery that the URL of a proof names, such as `…/lotteries/{id}/proof`; undefined if it names none. */
export function findLottery(proofUrl) {
  return /\/lotteries\/([A-Za-z0-9_-]{22})\/proof$/.exec(new URL(proofUrl).pathname)?.[1];
}

/** True if the bytes are JSON of some kind, and not, say, a page that tells of an error. */
export function isJson(bytes) {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Reads no more than is allowed, so that a server cannot fill the memory. */
async function fetchBytes(url, most) {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}`);
  }
  const parts = [];
  let length = 0;
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error(`${url} answered more than ${most} bytes`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
