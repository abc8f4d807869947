import { bls12_381 } from '@noble/curves/bls12-381.js';
import { createHash, createHmac } from 'node:crypto';

// Builds proofs as a shop publishes them. It shares no code with the verifier but the curve.

const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const SEED = digest('the seed of a test');
const CHUNK = 8192;

export const START = Date.parse('2026-03-01T12:00:00Z') / 1000;

export function digest(data) {
  return createHash('sha256').update(data).digest();
}

export function digestHex(data) {
  return digest(data).toString('hex');
}

/** A chain of our own, with its secret key. */
export function makeChain(name) {
  const { secretKey, publicKey } = bls12_381.shortSignatures.keygen(Buffer.concat([digest(name), digest(`${name} `)]).subarray(0, 48));
  const chain = { hash: digestHex(name), publicKey: publicKey.toHex(), genesis: START - 86_400, period: 3 };
  const sign = (round) => {
    const message = Buffer.alloc(8);
    message.writeBigUInt64BE(BigInt(round));
    return bls12_381.shortSignatures.sign(bls12_381.shortSignatures.hash(digest(message), DST), secretKey).toHex();
  };
  return { chain, sign };
}

export const TEST_CHAIN = makeChain('a test chain');

export function makeAliases(name, count) {
  return Array.from({ length: count }, (_, index) => digest(`${name} ${index}`).subarray(0, 16)).sort(Buffer.compare);
}

export function time(seconds) {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

export function writeAlias(alias) {
  return alias.toString('base64url');
}

/** Cuts aliases into chunks, in the order given, and puts them into the map. */
export function cut(aliases, chunks, size = CHUNK) {
  const names = [];
  for (let from = 0; from < aliases.length; from += size) {
    const bytes = Buffer.concat(aliases.slice(from, from + size));
    names.push(digestHex(bytes));
    chunks.set(names.at(-1), bytes);
  }
  return { count: aliases.length, chunks: names };
}

/** All aliases by rank. */
export function rank(aliases, seed, frozen, signature) {
  const message = Buffer.concat([Buffer.from('kaibo-draw-1'), digest(frozen), digest(Buffer.from(signature, 'hex'))]);
  const drawKey = createHmac('sha256', seed).update(message).digest();
  return aliases
    .map((alias) => ({ alias, value: createHmac('sha256', drawKey).update(alias).digest() }))
    .sort((a, b) => Buffer.compare(a.value, b.value))
    .map(({ alias }) => alias);
}

export function encodeRecord(record) {
  return Buffer.from(JSON.stringify(record));
}

/**
 * An honest lottery, unless an edit makes it another one. An edit is called before the bytes are made of what it changes, so that everything
 * after it fits to it.
 *
 * @param options.entries options.leftOut options.staff aliases
 * @param options.prizes how many there are, in two tiers
 * @param options.rules options.frozen options.draw edits of these records
 * @param options.passes [{slot, reason, at}]: made by the rules
 */
export function makeLottery(options = {}) {
  const entries = options.entries ?? makeAliases('entry', 40);
  const leftOut = options.leftOut ?? [];
  const staff = options.staff ?? [];
  const { chain, sign } = options.chain ?? TEST_CHAIN;
  const chunks = new Map();
  const rules = {
    format: 'kaibo-rules-1',
    lottery: Buffer.alloc(16, 7).toString('base64url'),
    room: 'wx-10',
    title: '周年庆',
    kind: 'comment',
    keyword: '开播',
    prizes: [
      { tier: '一等奖', name: '茶壶', quantity: 1, value: 19900, redemption: 'address' },
      { tier: '二等奖', name: '茶杯', quantity: (options.prizes ?? 3) - 1, value: 1900, redemption: 'code' },
    ],
    opensAt: time(START),
    closesAt: time(START + 300),
    claimSeconds: 3600,
    passes: 2,
    minimum: 0,
    winLimit: { wins: 1, days: 30 },
    staff: cut(staff, chunks),
    chain,
    gap: 30,
    commitment: digestHex(SEED),
  };
  options.rules?.(rules);
  const rulesBytes = encodeRecord(rules);
  const frozenAt = options.frozenAt ?? START + 316;
  const isVoid = entries.length < rules.minimum;
  const frozen = {
    format: 'kaibo-frozen-1',
    lottery: rules.lottery,
    rules: digestHex(rulesBytes),
    entries: cut(entries, chunks),
    leftOut: cut(leftOut, chunks),
    staff: rules.staff,
    frozenAt: time(frozenAt),
    seed: SEED.toString('hex'),
    ...(!isVoid && { round: findRound(rules, frozenAt) }),
  };
  options.frozen?.(frozen, chunks);
  const frozenBytes = encodeRecord(frozen);
  const proof = { rules: rulesBytes.toString('base64'), frozen: frozenBytes.toString('base64'), passes: [] };
  const lottery = { rules, frozen, proof, chunks, chain, seenRules: digestHex(rulesBytes), seenFrozen: digestHex(frozenBytes) };
  if (!isVoid || options.draw) {
    const signature = options.signature ?? sign(frozen.round ?? 1);
    lottery.ranks = rank(entries, Buffer.from(frozen.seed, 'hex'), frozenBytes, signature);
    proof.draw = {
      round: frozen.round ?? 1,
      signature,
      ranks: Buffer.concat(lottery.ranks.slice(0, 2000)).toString('base64'),
    };
    options.draw?.(proof.draw, lottery.ranks);
    proof.passes = passOn(lottery, options.passes ?? []);
    lottery.winners = lottery.ranks.slice(0, countPrizes(rules)).map(writeAlias);
  }
  return lottery;
}

/** The round, found by trying: the first that is out at least `gap` seconds after the freeze. */
function findRound({ chain, gap }, frozenAt) {
  let round = Math.max(1, Math.floor((frozenAt - chain.genesis) / chain.period) - 5);
  while (chain.genesis + chain.period * (round - 1) < frozenAt + gap) {
    round++;
  }
  return round;
}

function countPrizes(rules) {
  return rules.prizes.reduce((sum, { quantity }) => sum + quantity, 0);
}

function passOn({ rules, ranks }, passes) {
  const holders = ranks.slice(0, countPrizes(rules));
  const passed = holders.map(() => 0);
  let next = holders.length;
  return passes.map(({ slot, reason, at }, index) => {
    const from = writeAlias(holders[slot]);
    const pass = { number: index + 1, slot, from, reason: reason ?? 'not-claimed', at: time(at) };
    if (next >= ranks.length || passed[slot] === rules.passes) {
      return pass;
    }
    passed[slot]++;
    holders[slot] = ranks[next++];
    return { ...pass, to: writeAlias(holders[slot]), rank: next };
  });
}

/** What verify() takes for a lottery of the test chain. */
export function request(lottery, more = {}) {
  return { proof: lottery.proof, chunks: (name) => lottery.chunks.get(name), chain: lottery.chain, ...more };
}
