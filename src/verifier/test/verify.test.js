import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verify } from '../lib/verify.js';
import { describeCheck, describeWarning } from '../lib/words.js';
import { START, makeAliases, makeLottery, request, writeAlias } from './lottery.js';

function statusOf(result, name) {
  return result.checks.find((check) => check.name === name).status;
}

function assertVerified(result) {
  assert.deepEqual(result.checks.filter((check) => check.status === 'failed'), []);
  assert.equal(result.verdict, 'verified');
}

test('a draw whose records were seen passes every check', async () => {
  const lottery = makeLottery({ staff: makeAliases('staff', 3) });
  const result = await verify(request(lottery, { seenRules: lottery.seenRules, seenFrozen: lottery.seenFrozen }));
  assertVerified(result);
  assert.deepEqual(result.checks.filter((check) => check.status !== 'passed'), []);
  assert.deepEqual(result.winners.map(({ alias }) => alias), lottery.winners);
  assert.deepEqual(result.winners.map(({ tier }) => tier), ['一等奖', '二等奖', '二等奖']);
  assert.deepEqual(result.warnings.map(({ code }) => code), ['other-chain']);
});

test('without what was seen, the report says that the times were not witnessed', async () => {
  const result = await verify(request(makeLottery()));
  assertVerified(result);
  assert.equal(statusOf(result, 'seen-rules'), 'not-checked');
  assert.equal(statusOf(result, 'seen-frozen'), 'not-checked');
  assert.deepEqual(result.warnings.map(({ code }) => code), ['other-chain', 'seen-rules-not-given', 'seen-frozen-not-given']);
});

test('the report names the moment before which a witness must have seen the code', async () => {
  const lottery = makeLottery();
  const before = lottery.rules.chain.genesis + lottery.rules.chain.period * (lottery.frozen.round - 1);
  const time = new Date(before * 1000).toISOString().replace('.000Z', 'Z');
  const unseen = await verify(request(lottery));
  const warning = unseen.warnings.find(({ code }) => code === 'seen-frozen-not-given');
  const seen = await verify(request(lottery, { seenFrozen: lottery.seenFrozen }));
  const check = seen.checks.find(({ name }) => name === 'seen-frozen');
  for (const language of ['en', 'zh-CN']) {
    assert.ok(describeWarning(warning, language).includes(time), language);
    assert.ok(describeCheck(check, language).sentence.includes(time), language);
  }
});

test('a void lottery has no such moment, and the report names none', async () => {
  const lottery = makeLottery({ rules: (rules) => (rules.minimum = 41) });
  const unseen = await verify(request(lottery));
  const warning = unseen.warnings.find(({ code }) => code === 'seen-frozen-not-given');
  const seen = await verify(request(lottery, { seenFrozen: lottery.seenFrozen }));
  const check = seen.checks.find(({ name }) => name === 'seen-frozen');
  for (const text of [describeWarning(warning, 'en'), describeCheck(check, 'en').sentence]) {
    assert.doesNotMatch(text, /undefined|NaN|round/);
  }
});

test('those left out are counted, and their reason stays open', async () => {
  const lottery = makeLottery({ leftOut: makeAliases('left out', 5) });
  const result = await verify(request(lottery));
  assertVerified(result);
  const reason = result.checks.find((check) => check.name === 'left-out-reason');
  assert.equal(reason.status, 'not-checked');
  assert.equal(reason.values.count, 5);
});

test('a short gap is warned of', async () => {
  const warned = await verify(request(makeLottery({ rules: (rules) => (rules.gap = 29) })));
  assertVerified(warned);
  assert.ok(warned.warnings.some(({ code, values }) => code === 'short-gap' && values.gap === 29));
  const safe = await verify(request(makeLottery()));
  assert.ok(!safe.warnings.some(({ code }) => code === 'short-gap'));
});

test('lists of several chunks, and more entries than published ranks', async () => {
  const lottery = makeLottery({ entries: makeAliases('entry', 20_000), leftOut: makeAliases('left out', 8192) });
  assert.equal(lottery.frozen.entries.chunks.length, 3);
  const last = writeAlias(lottery.ranks.at(-1));
  const result = await verify(request(lottery, { alias: last }));
  assertVerified(result);
  assert.deepEqual(result.alias, { list: 'entries', rank: 20_000 });
});

test('fewer entries than prizes, and none at all', async () => {
  for (const count of [0, 1, 2]) {
    const lottery = makeLottery({ entries: makeAliases('entry', count) });
    const result = await verify(request(lottery));
    assertVerified(result);
    assert.equal(result.winners.length, count);
  }
});

test('every second of a period has its round', async () => {
  for (let second = 0; second < 4; second++) {
    assertVerified(await verify(request(makeLottery({ frozenAt: START + 316 + second }))));
  }
});

test('too few entrants make the lottery void, without a draw', async () => {
  const lottery = makeLottery({ rules: (rules) => (rules.minimum = 41) });
  const result = await verify(request(lottery));
  assertVerified(result);
  assert.equal(result.stage, 'void');
  assert.equal(statusOf(result, 'signature'), 'not-checked');
});

test('just enough entrants do not', async () => {
  const result = await verify(request(makeLottery({ rules: (rules) => (rules.minimum = 40) })));
  assertVerified(result);
  assert.equal(result.stage, 'drawn');
});

test('before the draw nothing is verified, and nothing refused', async () => {
  const lottery = makeLottery();
  const { draw, ...frozen } = lottery.proof;
  const afterFreeze = await verify(request({ ...lottery, proof: frozen }));
  assert.equal(afterFreeze.verdict, 'incomplete');
  assert.equal(afterFreeze.stage, 'frozen');
  const { frozen: record, ...running } = frozen;
  const beforeFreeze = await verify(request({ ...lottery, proof: running }));
  assert.equal(beforeFreeze.verdict, 'incomplete');
  assert.equal(beforeFreeze.stage, 'running');
});

const DUE = START + 316 + 33 + 3600;

test('prizes are passed on until they lapse', async () => {
  const lottery = makeLottery({
    passes: [
      { slot: 0, at: DUE + 10 },
      { slot: 1, at: DUE + 10, reason: 'withdrawn' },
      { slot: 2, at: DUE + 10 },
      { slot: 0, at: DUE + 3700 },
      { slot: 2, at: DUE + 3700 },
      { slot: 0, at: DUE + 7400, reason: 'cannot-receive' },
    ],
  });
  assert.equal(lottery.proof.passes[4].rank, 8);
  assert.equal(lottery.proof.passes[5].to, undefined);
  const result = await verify(request(lottery));
  assertVerified(result);
  assert.deepEqual(
    result.winners.map(({ holder }) => holder),
    [null, writeAlias(lottery.ranks[4]), writeAlias(lottery.ranks[7])],
  );
});

test('a prize lapses if no rank is left', async () => {
  const lottery = makeLottery({
    entries: makeAliases('entry', 4),
    passes: [
      { slot: 1, at: DUE },
      { slot: 2, at: DUE },
    ],
  });
  assert.equal(lottery.proof.passes[1].to, undefined);
  assertVerified(await verify(request(lottery)));
});

test('passes go on beyond the published ranks', async () => {
  const passes = Array.from({ length: 1100 }, (_, slot) => ({ slot, at: DUE }));
  const lottery = makeLottery({ entries: makeAliases('entry', 3000), prizes: 1100, passes });
  assert.equal(lottery.proof.passes.at(-1).rank, 2200);
  assertVerified(await verify(request(lottery)));
});

test('an alias is found in its list', async () => {
  const leftOut = makeAliases('left out', 2);
  const staff = makeAliases('staff', 2);
  const lottery = makeLottery({ leftOut, staff });
  const locate = async (alias) => (await verify(request(lottery, { alias: writeAlias(alias) }))).alias;
  assert.deepEqual(await locate(lottery.ranks[1]), { list: 'entries', rank: 2, slot: 1 });
  assert.deepEqual(await locate(lottery.ranks[10]), { list: 'entries', rank: 11 });
  assert.deepEqual(await locate(leftOut[1]), { list: 'leftOut' });
  assert.deepEqual(await locate(staff[0]), { list: 'staff' });
  assert.deepEqual(await locate(makeAliases('stranger', 1)[0]), { list: 'none' });
});

test('a proof whose chunks are missing could not be checked', async () => {
  const lottery = makeLottery();
  const missing = await verify(request(lottery, { chunks: () => undefined, alias: lottery.winners[0] }));
  assert.equal(missing.verdict, 'unreadable');
  assert.equal(missing.alias.list, 'unknown');
  const failing = await verify(request(lottery, { chunks: async () => Promise.reject(new Error('no network')) }));
  assert.equal(failing.verdict, 'unreadable');
  assert.equal(failing.checks.find((check) => check.name === 'entries').values.why, 'no network');
});
