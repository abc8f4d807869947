import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const ID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

export const ALIAS_BYTES = 16;

export { bytesToHex, hexToBytes, sha256 };

export function sha256Hex(bytes) {
  return bytesToHex(sha256(bytes));
}

/** True if the text is as many bytes in lower-case hex. */
export function isHex(text, bytes) {
  return typeof text === 'string' && text.length === 2 * bytes && /^[0-9a-f]*$/.test(text);
}

/** True if the text is 16 bytes in base64url: a lottery's id or an alias. The last character holds two bits, so it is one of four. */
export function isId(text) {
  return typeof text === 'string' && ID.test(text);
}

/** The bytes, or undefined if this is not the one way to write them in base64. */
export function decodeBase64(text) {
  if (typeof text !== 'string' || !BASE64.test(text)) {
    return undefined;
  }
  const binary = atob(text);
  if (btoa(binary) !== text) {
    return undefined;
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export function encodeBase64(bytes) {
  let binary = '';
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

export function decodeId(text) {
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + '==');
}

export function encodeId(bytes) {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function concatenate(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Compares as many bytes of a and b, unsigned: negative, zero or positive. */
export function compareBytes(a, aFrom, b, bFrom, length) {
  for (let i = 0; i < length; i++) {
    const difference = a[aFrom + i] - b[bFrom + i];
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
