import { readFileSync } from 'node:fs';

export const PATH = new URL('../../test/resources/lottery/known-answers.json', import.meta.url);

/** Lotteries with their winners: {name, proof, chunks, chain?, winners}; the chain is quicknet unless it is given. */
export function readKnownAnswers() {
  return JSON.parse(readFileSync(PATH, 'utf8'));
}

export function findChunks({ chunks }) {
  return new Map(Object.entries(chunks).map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')]));
}
