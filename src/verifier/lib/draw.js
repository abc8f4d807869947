import { hasAlias } from './alias-lists.js';
import { ALIAS_BYTES, compareBytes, decodeId, encodeId, hexToBytes } from './bytes.js';
import { findRoundTime, isSignedBy } from './drand.js';
import { PassProblem, PassReplay } from './passes.js';
import { Ranking, deriveDrawKey } from './ranking.js';

/** How many ranks a proof has, if there are as many entries. */
const PUBLISHED_RANKS = 2000;

/**
 * Checks the draw and its passes, and adds `winners` to the result: {slot, tier, prize, alias, holder} for each slot, in order.
 *
 * @param subject the request, with proof, rules, frozen and lists
 * @returns the ranking, or undefined if the entries are not known
 */
export async function checkDraw(subject, report, result) {
  const { proof, rules, frozen, lists } = subject;
  const { round, signature } = proof.draw;
  report.expect(round === frozen.round, 'draw-round', 'draw-round-differs', { round: frozen.round, found: round });
  if (report.hasPassed('chain')) {
    const isSigned = isSignedBy(rules.chain, frozen.round, signature);
    report.expect(isSigned, 'signature', 'signature-invalid', { round: frozen.round });
  }
  if (lists.entries === undefined) {
    return undefined;
  }
  const ranking = await rankEntries(subject);
  checkRanks(subject, ranking.ranks(), report, result);
  return ranking;
}

async function rankEntries({ proof, rules, frozen, lists, alias, progress }) {
  const drawKey = deriveDrawKey(hexToBytes(frozen.seed), proof.frozen, hexToBytes(proof.draw.signature));
  const kept = Math.min(frozen.entries.count, Math.max(PUBLISHED_RANKS, countPrizes(rules) + proof.passes.length));
  const ranking = new Ranking(drawKey, kept, alias === undefined ? undefined : decodeId(alias));
  for (const chunk of lists.entries) {
    ranking.offerAll(chunk);
    await progress();
  }
  return ranking;
}

function countPrizes(rules) {
  return rules.prizes.reduce((sum, prize) => sum + prize.quantity, 0);
}

function checkRanks({ proof, rules, frozen }, computed, report, result) {
  const published = proof.draw.ranks;
  const expected = Math.min(PUBLISHED_RANKS, frozen.entries.count);
  if (published.length !== expected * ALIAS_BYTES) {
    report.fail('ranks', 'ranks-count', { expected, found: published.length / ALIAS_BYTES });
    return;
  }
  for (let index = 0; index < expected; index++) {
    if (compareBytes(published, index * ALIAS_BYTES, computed[index], 0, ALIAS_BYTES) !== 0) {
      const found = encodeId(published.subarray(index * ALIAS_BYTES, (index + 1) * ALIAS_BYTES));
      report.fail('ranks', 'rank-differs', { rank: index + 1, alias: encodeId(computed[index]), found });
      return;
    }
  }
  const winners = Math.min(countPrizes(rules), frozen.entries.count);
  report.pass('ranks', { ranks: expected, winners });
  replayPasses({ proof, rules, frozen }, computed.map(encodeId), winners, report, result);
}

function replayPasses({ proof, rules, frozen }, ranks, winners, report, result) {
  const roundTime = findRoundTime(rules.chain, frozen.round);
  const replay = new PassReplay(rules, ranks, winners, frozen.entries.count, roundTime);
  try {
    replay.replay(proof.passes);
  } catch (error) {
    if (!(error instanceof PassProblem)) {
      throw error;
    }
    report.fail('passes', error.code, error.values);
    return;
  }
  report.pass('passes', { count: proof.passes.length });
  const holders = replay.holders();
  result.winners = listSlots(rules, winners).map((slot, index) => ({ ...slot, alias: ranks[index], holder: holders[index] }));
}

function listSlots(rules, most) {
  const slots = [];
  for (const { tier, name, quantity } of rules.prizes) {
    for (let i = 0; i < quantity && slots.length < most; i++) {
      slots.push({ slot: slots.length, tier, prize: name });
    }
  }
  return slots;
}

/** Where an alias is: {list, rank?, slot?}; `list` is entries, leftOut, staff, none, or unknown if a list could not be read. */
export function locateAlias(alias, lists, ranking, { winners }) {
  const bytes = decodeId(alias);
  for (const name of ['entries', 'leftOut', 'staff']) {
    if (lists[name] !== undefined && hasAlias(lists[name], bytes)) {
      const isRanked = name === 'entries' && ranking !== undefined;
      const slot = winners?.findIndex((winner) => winner.holder === alias) ?? -1;
      return { list: name, ...(isRanked && { rank: ranking.rankOfWatched() }), ...(slot >= 0 && { slot }) };
    }
  }
  return { list: Object.values(lists).length === 3 ? 'none' : 'unknown' };
}
