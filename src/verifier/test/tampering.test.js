import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verify } from '../lib/verify.js';
import { START, TEST_CHAIN, cut, digest, digestHex, encodeRecord, makeAliases, makeChain, makeLottery, rank, request, writeAlias } from './lottery.js';

const ENTRIES = makeAliases('entry', 40);
const STAFF = makeAliases('staff', 3);
const [STRANGER] = makeAliases('stranger', 1);
const OTHER_CHAIN = makeChain('a chain that the shop runs');
const DUE = START + 316 + 33 + 3600;

/** An honest lottery as it was seen, to be tampered with. */
const honest = makeLottery({ staff: STAFF, passes: [{ slot: 0, at: DUE }, { slot: 2, at: DUE }] });
const witnessed = { seenRules: honest.seenRules, seenFrozen: honest.seenFrozen };

/** Verifies the lottery, and expects that this check fails for this reason. */
async function expectRefused(lottery, name, code, more) {
  const result = await verify(request(lottery, more));
  const found = result.checks.find((check) => check.name === name);
  assert.deepEqual({ verdict: result.verdict, status: found.status, code: found.code }, { verdict: 'refused', status: 'failed', code });
  return result;
}

function sorted(aliases) {
  return [...aliases].sort(Buffer.compare);
}

/** The honest lottery with another proof; `edit` changes a deep copy of it. */
function withProof(edit, lottery = honest) {
  const proof = structuredClone(lottery.proof);
  edit(proof);
  return { ...lottery, proof };
}

function withRecord(member, edit) {
  return withProof((proof) => {
    const record = JSON.parse(Buffer.from(proof[member], 'base64'));
    edit(record);
    proof[member] = encodeRecord(record).toString('base64');
  });
}

test('nothing was tampered with', async () => {
  assert.equal((await verify(request(honest, witnessed))).verdict, 'verified');
});

test('the seed was changed after the start', async () => {
  const seed = digest('a seed that suits the shop');
  await expectRefused(withRecord('frozen', (frozen) => (frozen.seed = seed.toString('hex'))), 'commitment', 'seed-differs');
  const everywhere = makeLottery({
    staff: STAFF,
    rules: (rules) => (rules.commitment = digestHex(seed)),
    frozen: (frozen) => (frozen.seed = seed.toString('hex')),
  });
  assert.equal((await verify(request(everywhere))).verdict, 'verified', 'only a witness can tell');
  await expectRefused(everywhere, 'seen-rules', 'seen-rules-differs', witnessed);
});

for (const [what, entries] of [
  ['added', sorted([...ENTRIES, STRANGER])],
  ['taken away', ENTRIES.slice(1)],
]) {
  test(`an entry was ${what} after the freeze`, async () => {
    const again = makeLottery({ staff: STAFF, entries });
    assert.equal((await verify(request(again))).verdict, 'verified', 'only a witness can tell');
    await expectRefused(again, 'seen-frozen', 'seen-frozen-differs', { seenFrozen: honest.seenFrozen });
  });

  test(`an entry was ${what}, in a chunk that keeps its name`, async () => {
    const chunks = new Map(honest.chunks);
    chunks.set(honest.frozen.entries.chunks[0], Buffer.concat(entries));
    await expectRefused({ ...honest, chunks }, 'entries', 'chunk-digest');
  });
}

test('the freeze was repeated until the round was good', async () => {
  const again = makeLottery({ staff: STAFF, frozenAt: START + 322 });
  await expectRefused(again, 'seen-frozen', 'seen-frozen-differs', witnessed);
});

test('the frozen record is held back', async () => {
  const heldBack = withProof((proof) => {
    delete proof.frozen;
    delete proof.draw;
    proof.passes = [];
  });
  await expectRefused(heldBack, 'seen-frozen', 'frozen-held-back', witnessed);
});

test('the round is invented', async () => {
  const invented = makeLottery({ signature: 'ab'.repeat(48) });
  await expectRefused(invented, 'signature', 'signature-invalid');
});

test('the signature is of another key', async () => {
  const { round } = honest.frozen;
  await expectRefused(makeLottery({ signature: OTHER_CHAIN.sign(round) }), 'signature', 'signature-invalid');
});

test('the signature is of another round', async () => {
  const { round } = honest.frozen;
  await expectRefused(makeLottery({ signature: TEST_CHAIN.sign(round + 1) }), 'signature', 'signature-invalid');
});

test('the signature is the point at infinity', async () => {
  await expectRefused(makeLottery({ signature: `c0${'00'.repeat(47)}` }), 'signature', 'signature-invalid');
});

test('a bit of the signature is altered', async () => {
  const altered = withProof(({ draw }) => {
    const bytes = Buffer.from(draw.signature, 'hex');
    bytes[47] ^= 1;
    draw.signature = bytes.toString('hex');
  });
  await expectRefused(altered, 'signature', 'signature-invalid');
});

test('the chain is not drand', async () => {
  const other = makeLottery({ chain: OTHER_CHAIN });
  await expectRefused(other, 'chain', 'chain-differs', { chain: TEST_CHAIN.chain });
  await expectRefused(other, 'chain', 'chain-differs', { chain: undefined });
  for (const [member, value] of [['hash', '00'.repeat(32)], ['publicKey', OTHER_CHAIN.chain.publicKey], ['genesis', 5], ['period', 30]]) {
    const chain = { ...TEST_CHAIN.chain, [member]: value };
    await expectRefused(makeLottery({ chain: { chain, sign: TEST_CHAIN.sign } }), 'chain', 'chain-differs', { chain: TEST_CHAIN.chain });
  }
});

test('an alias was added to the staff after the start', async () => {
  const [victim] = honest.ranks;
  const staff = sorted([...STAFF, victim]);
  const excluded = makeLottery({
    entries: ENTRIES.filter((alias) => !alias.equals(victim)),
    staff: STAFF,
    frozen: (frozen, chunks) => (frozen.staff = cut(staff, chunks)),
  });
  await expectRefused(excluded, 'staff-list', 'staff-differs');
  const everywhere = makeLottery({ entries: ENTRIES.filter((alias) => !alias.equals(victim)), staff });
  await expectRefused(everywhere, 'seen-rules', 'seen-rules-differs', witnessed);
});

test('an entrant is left out although the rules do not limit wins', async () => {
  const lottery = makeLottery({ leftOut: [STRANGER], rules: (rules) => delete rules.winLimit });
  await expectRefused(lottery, 'left-out-reason', 'left-out-without-limit');
});

test('a winner was skipped', async () => {
  const skipped = makeLottery({
    draw: (draw, ranks) => (draw.ranks = Buffer.concat([...ranks.slice(1), ranks[0]]).toString('base64')),
  });
  const result = await expectRefused(skipped, 'ranks', 'rank-differs');
  assert.equal(result.winners, undefined);
});

test('the last two ranks are exchanged', async () => {
  const exchanged = makeLottery({
    draw: (draw, ranks) => (draw.ranks = Buffer.concat([...ranks.slice(0, 38), ranks[39], ranks[38]]).toString('base64')),
  });
  await expectRefused(exchanged, 'ranks', 'rank-differs');
});

test('ranks are missing', async () => {
  const short = makeLottery({ draw: (draw, ranks) => (draw.ranks = Buffer.concat(ranks.slice(0, 3)).toString('base64')) });
  await expectRefused(short, 'ranks', 'ranks-count');
});

const PASSES = [
  { slot: 0, at: DUE },
  { slot: 1, at: DUE },
  { slot: 0, at: DUE + 3600 },
  { slot: 0, at: DUE + 7200 },
];

/** Passes that are right, until `edit` changes them. */
function withPasses(edit, options = {}) {
  return withProof(({ passes }) => edit(passes), makeLottery({ passes: PASSES, ...options }));
}

const passTampering = {
  'a pass is without its record': [(passes) => passes.splice(1, 1), 'pass-number'],
  'a record is missing, and the numbers are made to fit': [
    (passes) => {
      passes.splice(1, 1);
      passes.forEach((pass, index) => (pass.number = index + 1));
    },
    'pass-rank',
  ],
  'a pass of a slot is missing, and the numbers and ranks are made to fit': [
    (passes) => {
      passes.splice(0, 1);
      passes.forEach((pass, index) => (pass.number = index + 1));
      passes[0].rank = 4;
    },
    'pass-to',
  ],
  'a number comes twice': [(passes) => (passes[1].number = 1), 'pass-number'],
  'the passes are in another order': [(passes) => passes.reverse(), 'pass-number'],
  'a rank is skipped': [(passes, ranks) => Object.assign(passes[1], { rank: 6, to: ranks[5] }), 'pass-rank'],
  'a pass has the next rank and goes to another alias': [(passes, ranks) => (passes[1].to = ranks[9]), 'pass-to'],
  'a pass goes to a stranger': [(passes) => (passes[1].to = writeAlias(STRANGER)), 'pass-to'],
  'a pass is of another slot': [(passes) => (passes[1].slot = 2), 'pass-from'],
  'a pass is of a slot that does not exist': [(passes) => (passes[1].slot = 3), 'pass-slot'],
  'a pass takes from an alias that does not hold the prize': [(passes) => (passes[2].from = passes[0].from), 'pass-from'],
  'a pass says the rank without the alias': [(passes) => delete passes[1].to, 'pass-half'],
  'a prize lapses before it must': [
    (passes) => {
      delete passes[1].to;
      delete passes[1].rank;
    },
    'pass-lapsed-early',
  ],
  'a prize is passed on more often than the rules say': [
    (passes, ranks) => Object.assign(passes[3], { rank: 7, to: ranks[6] }),
    'pass-beyond',
  ],
  'a lapsed prize is passed on': [
    (passes, ranks) => passes.push({ ...passes[3], number: 5, from: passes[2].to, rank: 7, to: ranks[6], at: passes[3].at.replace('12', '22') }),
    'pass-after-lapse',
  ],
  'a pass comes before the deadline': [(passes) => (passes[0].at = '2026-03-01T12:30:00Z'), 'pass-too-early'],
  'a prize is withdrawn before the deadline, so that another rank gets it': [
    (passes) => Object.assign(passes[0], { at: '2026-03-01T12:30:00Z', reason: 'withdrawn' }),
    'pass-too-early',
  ],
  'the second winner of a prize has no time to claim it': [(passes) => (passes[2].at = passes[1].at.replace(/..Z/, '59Z')), 'pass-too-early'],
  'a pass comes before the round': [(passes) => Object.assign(passes[0], { at: '2026-03-01T12:05:20Z', reason: 'withdrawn' }), 'pass-time'],
  'a pass is earlier than the one before': [
    (passes) => Object.assign(passes[1], { at: '2026-03-01T12:30:00Z', reason: 'withdrawn' }),
    'pass-time',
  ],
};

for (const [what, [edit, code]] of Object.entries(passTampering)) {
  test(what, async () => {
    const { ranks } = makeLottery();
    const lottery = withPasses((passes) => edit(passes, ranks.map(writeAlias)));
    await expectRefused(lottery, 'passes', code);
  });
}

test('passes that nothing was done to', async () => {
  assert.equal((await verify(request(withPasses(() => {})))).verdict, 'verified');
});

test('passes of one moment are not in the order of their slots', async () => {
  const passes = [{ slot: 1, at: DUE, reason: 'withdrawn' }, { slot: 0, at: DUE, reason: 'withdrawn' }];
  await expectRefused(makeLottery({ passes }), 'passes', 'pass-order');
});

test('passes of one deadline are not in the order of their slots', async () => {
  const passes = [{ slot: 1, at: DUE }, { slot: 0, at: DUE + 60 }];
  await expectRefused(makeLottery({ passes }), 'passes', 'pass-order');
});

test('a prize with a later deadline is passed on first', async () => {
  const passes = [{ slot: 0, at: DUE }, { slot: 0, at: DUE + 3600 }, { slot: 1, at: DUE + 3600 }];
  await expectRefused(makeLottery({ passes }), 'passes', 'pass-order');
});

test('a prize is passed on although no rank is left', async () => {
  const few = makeLottery({ entries: makeAliases('entry', 3), passes: [{ slot: 1, at: DUE }] });
  const passed = withProof(({ passes }) => Object.assign(passes[0], { to: few.winners[0], rank: 4 }), few);
  await expectRefused(passed, 'passes', 'pass-beyond');
});

test('a slot without a winner is passed on', async () => {
  const few = makeLottery({ entries: makeAliases('entry', 2), passes: [{ slot: 1, at: DUE }] });
  await expectRefused(withProof(({ passes }) => (passes[0].slot = 2), few), 'passes', 'pass-slot');
});

test('the round is not the one that the rules ask for', async () => {
  for (const other of [-1, 1, 1000]) {
    await expectRefused(makeLottery({ frozen: (frozen) => (frozen.round += other) }), 'round', 'round-differs');
  }
});

test('the draw names another round than the record', async () => {
  await expectRefused(withProof(({ draw }) => draw.round++), 'draw-round', 'draw-round-differs');
});

test('the record was frozen before the close', async () => {
  await expectRefused(makeLottery({ frozenAt: START + 299 }), 'times', 'frozen-before-close');
  await expectRefused(makeLottery({ rules: (rules) => (rules.opensAt = '2027-01-01T00:00:00Z') }), 'times', 'closes-before-opening');
});

test('the rules are not those that the record names', async () => {
  await expectRefused(withRecord('rules', (rules) => (rules.passes = 9)), 'rules-digest', 'rules-differ');
});

test('the same rules in other bytes are other rules', async () => {
  const spaced = withProof((proof) => {
    proof.rules = Buffer.from(`${Buffer.from(proof.rules, 'base64')} `).toString('base64');
  });
  await expectRefused(spaced, 'rules-digest', 'rules-differ');
});

test('the record is of another lottery', async () => {
  const id = Buffer.alloc(16, 8).toString('base64url');
  await expectRefused(makeLottery({ frozen: (frozen) => (frozen.lottery = id) }), 'same-lottery', 'other-lottery');
  await expectRefused(honest, 'same-lottery', 'other-lottery', { lottery: id });
});

test('a chunk is altered', async () => {
  for (const list of ['entries', 'staff']) {
    const chunks = new Map(honest.chunks);
    const [name] = honest.frozen[list].chunks;
    const bytes = Buffer.from(chunks.get(name));
    bytes[17] ^= 1;
    chunks.set(name, bytes);
    await expectRefused({ ...honest, chunks }, list, 'chunk-digest');
  }
});

/** A lottery of two chunks, whose aliases are changed before they are cut. */
function makeLong(edit) {
  const entries = makeAliases('entry', 8200);
  edit(entries);
  return makeLottery({ entries });
}

test('lists that nothing was done to', async () => {
  assert.equal((await verify(request(makeLong(() => {})))).verdict, 'verified');
});

test('an alias comes twice, in two chunks', async () => {
  await expectRefused(makeLong((entries) => (entries[8192] = entries[8191])), 'entries', 'list-twice');
});

test('an alias comes twice, in one chunk', async () => {
  await expectRefused(makeLong((entries) => (entries[11] = entries[10])), 'entries', 'list-twice');
});

test('an alias comes again in a later chunk', async () => {
  await expectRefused(makeLong((entries) => (entries[8195] = entries[3])), 'entries', 'list-unsorted');
});

test('a list is unsorted', async () => {
  const exchange = (a, b) => (entries) => ([entries[a], entries[b]] = [entries[b], entries[a]]);
  await expectRefused(makeLong(exchange(0, 1)), 'entries', 'list-unsorted');
  await expectRefused(makeLong(exchange(8191, 8192)), 'entries', 'list-unsorted');
  await expectRefused(makeLottery({ leftOut: makeAliases('left out', 3).reverse() }), 'left-out', 'list-unsorted');
});

test('a count is wrong', async () => {
  for (const count of [39, 41]) {
    await expectRefused(makeLottery({ frozen: (frozen) => (frozen.entries.count = count) }), 'entries', 'chunk-size');
  }
  for (const count of [0, 8193, Number.MAX_SAFE_INTEGER]) {
    await expectRefused(makeLottery({ frozen: (frozen) => (frozen.entries.count = count) }), 'entries', 'list-count');
  }
});

test('a list is cut into chunks of another size', async () => {
  const lottery = makeLottery({
    entries: makeAliases('entry', 8200),
    frozen: (frozen, chunks) => (frozen.entries = cut(makeAliases('entry', 8200), chunks, 4100)),
  });
  await expectRefused(lottery, 'entries', 'chunk-size');
});

test('an alias of the staff is among the entries', async () => {
  await expectRefused(makeLottery({ staff: [ENTRIES[5]] }), 'apart', 'in-two-lists');
});

test('an alias is left out and among the entries', async () => {
  await expectRefused(makeLottery({ leftOut: [ENTRIES.at(-1)] }), 'apart', 'in-two-lists');
  await expectRefused(makeLottery({ leftOut: STAFF, staff: STAFF.slice(2) }), 'apart', 'in-two-lists');
});

test('there is a draw with too few entrants', async () => {
  const lottery = makeLottery({
    rules: (rules) => (rules.minimum = 41),
    frozen: (frozen) => (frozen.round = honest.frozen.round),
    draw: () => {},
  });
  await expectRefused(lottery, 'minimum', 'too-few');
});

test('there is a draw of a void lottery', async () => {
  const lottery = makeLottery({ rules: (rules) => (rules.minimum = 41), draw: () => {} });
  await expectRefused(lottery, 'stage', 'draw-of-void');
});

test('the lottery is void without need', async () => {
  const lottery = makeLottery({ frozen: (frozen) => delete frozen.round });
  delete lottery.proof.draw;
  await expectRefused(lottery, 'minimum', 'void-without-need');
});

test('there are passes before the draw, or a draw before the freeze', async () => {
  await expectRefused(withProof((proof) => delete proof.draw), 'stage', 'passes-before-draw');
  await expectRefused(withProof((proof) => delete proof.frozen), 'stage', 'draw-before-freeze');
});

test('a record does not have its form', async () => {
  await expectRefused(withRecord('rules', (rules) => (rules.preferred = [])), 'rules-format', 'form');
  await expectRefused(withRecord('frozen', (frozen) => (frozen.note = '')), 'frozen-format', 'form');
  await expectRefused(withProof((proof) => (proof.note = '')), 'proof-format', 'form');
  await expectRefused(withProof((proof) => (proof.draw.ranks = proof.draw.ranks.slice(0, 8))), 'proof-format', 'form');
});

test('ranks that leave the winners as they are but belong to another record', async () => {
  const again = makeLottery({ frozenAt: START + 316, leftOut: [STRANGER] });
  const frozen = Buffer.from(again.proof.frozen, 'base64');
  const ranks = rank(ENTRIES, Buffer.from(again.frozen.seed, 'hex'), frozen, honest.proof.draw.signature);
  assert.notDeepEqual(ranks, honest.ranks);
  const mixed = withProof((proof) => (proof.draw.ranks = honest.proof.draw.ranks), again);
  await expectRefused(mixed, 'ranks', 'rank-differs');
});
