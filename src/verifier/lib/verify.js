import { ListProblem, findCommonAlias, readAliasList } from './alias-lists.js';
import { encodeId, hexToBytes, sha256Hex } from './bytes.js';
import { checkDraw, locateAlias } from './draw.js';
import { QUICKNET, findRound, findRoundTime, isSameChain } from './drand.js';
import { FormatError } from './format-error.js';
import { readFrozen, readProof, readRules } from './records.js';
import { Report } from './report.js';

/** In a shorter gap than this, in seconds, a write that was begun before the round is out could end after it. */
const SAFE_GAP = 30;

/** The lists of a frozen record, and the check of each. */
const LISTS = { entries: 'entries', leftOut: 'left-out', staff: 'staff' };

/**
 * Checks a proof against docs/lottery-proof.md. Its only I/O is `chunks`. words.js says the report in words.
 *
 * @param request.proof the proof's JSON: text, bytes, or an object that was read already
 * @param request.chunks takes a SHA-256 in hex, and answers the bytes (Uint8Array) or undefined, now or later
 * @param request.seenRules the SHA-256 of the rules that was shown at the start, if it is known
 * @param request.seenFrozen the lottery's code that was shown before the round, if it is known
 * @param request.chain {hash, publicKey, genesis, period} in place of drand's quicknet
 * @param request.lottery the id that the proof must be of, if it is known
 * @param request.alias an alias to look for
 * @param request.progress is called after each chunk, and waited for
 * @returns {verdict, stage, checks, warnings, digests, lottery, winners, alias}: the verdict is verified, refused, incomplete (nothing
 *     is wrong, but there is no draw yet) or unreadable (chunks are missing)
 */
export async function verify(request) {
  return new Verification(request).run();
}

class Verification {
  #request;
  #report = new Report();
  #result = { digests: {} };

  constructor(request) {
    this.#request = { ...request, chain: request.chain ?? QUICKNET, progress: request.progress ?? (() => {}) };
  }

  async run() {
    if (!isSameChain(this.#request.chain, QUICKNET)) {
      this.#report.warn('other-chain', { hash: this.#request.chain.hash });
    }
    const proof = this.#read('proof-format', () => readProof(this.#request.proof));
    const rules = proof && this.#checkRules(proof.rules);
    if (!rules) {
      return this.#close('unknown', 'blocked');
    }
    if (proof.frozen === undefined) {
      return this.#closeBeforeFreeze(proof, rules);
    }
    const frozen = this.#checkFrozen(proof.frozen, rules);
    if (!frozen) {
      return this.#close('unknown', 'blocked');
    }
    this.#checkRecords(proof, rules, frozen);
    const lists = await this.#readLists(frozen);
    const stage = this.#checkStage(proof, rules, frozen);
    let ranking;
    if (stage === 'drawn') {
      ranking = await checkDraw({ ...this.#request, proof, rules, frozen, lists }, this.#report, this.#result);
    }
    if (this.#request.alias !== undefined) {
      this.#result.alias = locateAlias(this.#request.alias, lists, ranking, this.#result);
    }
    return this.#close(stage, { void: 'void-no-draw', frozen: 'not-drawn-yet' }[stage] ?? 'blocked');
  }

  #close(stage, code) {
    return { ...this.#report.close(stage, code), ...this.#result };
  }

  #closeBeforeFreeze(proof, rules) {
    this.#checkId(rules.lottery, rules.lottery);
    if (this.#request.seenFrozen !== undefined) {
      this.#report.fail('seen-frozen', 'frozen-held-back');
    }
    const isEmpty = proof.draw === undefined && proof.passes.length === 0;
    this.#report.expect(isEmpty, 'stage', 'draw-before-freeze', { stage: 'running' });
    return this.#close('running', 'not-frozen-yet');
  }

  #read(name, reader) {
    try {
      const read = reader();
      this.#report.pass(name);
      return read;
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }
      this.#report.fail(name, 'form', { reason: error.code, path: error.path });
      return undefined;
    }
  }

  #checkRules(bytes) {
    const rules = this.#read('rules-format', () => readRules(bytes));
    this.#result.digests.rules = sha256Hex(bytes);
    this.#checkSeen('seen-rules', this.#request.seenRules, this.#result.digests.rules);
    if (rules) {
      this.#result.lottery = { id: rules.lottery, title: rules.title };
      this.#checkChain(rules);
    }
    return rules;
  }

  #checkChain(rules) {
    const { chain } = this.#request;
    const isPinned = isSameChain(rules.chain, chain);
    this.#report.expect(isPinned, 'chain', 'chain-differs', { hash: rules.chain.hash, expected: chain.hash });
    if (rules.gap < SAFE_GAP) {
      this.#report.warn('short-gap', { gap: rules.gap });
    }
  }

  #checkFrozen(bytes, rules) {
    const frozen = this.#read('frozen-format', () => readFrozen(bytes));
    this.#result.digests.frozen = sha256Hex(bytes);
    // only a witness from before this moment knows that the record was there first: its own time is the shop's word
    const before = frozen?.round === undefined ? undefined : findRoundTime(rules.chain, frozen.round);
    this.#checkSeen('seen-frozen', this.#request.seenFrozen, this.#result.digests.frozen, { before });
    return frozen;
  }

  #checkSeen(name, seen, found, more = {}) {
    if (seen === undefined) {
      this.#report.skip(name, `${name}-not-given`, { found, ...more });
      this.#report.warn(`${name}-not-given`, { found, ...more });
    } else {
      this.#report.expect(seen === found, name, `${name}-differs`, { seen, found, ...more });
    }
  }

  #checkId(ofRules, ofFrozen) {
    const expected = this.#request.lottery ?? ofRules;
    const isSame = ofRules === ofFrozen && ofRules === expected;
    this.#report.expect(isSame, 'same-lottery', 'other-lottery', { rules: ofRules, frozen: ofFrozen, expected });
  }

  #checkRecords(proof, rules, frozen) {
    const report = this.#report;
    this.#checkId(rules.lottery, frozen.lottery);
    const { digests } = this.#result;
    report.expect(frozen.rules === digests.rules, 'rules-digest', 'rules-differ', { named: frozen.rules, found: digests.rules });
    report.expect(sha256Hex(hexToBytes(frozen.seed)) === rules.commitment, 'commitment', 'seed-differs');
    const delay = frozen.frozenAt - rules.closesAt;
    if (rules.closesAt < rules.opensAt) {
      report.fail('times', 'closes-before-opening');
    } else {
      report.expect(delay >= 0, 'times', 'frozen-before-close', { delay: Math.abs(delay) });
    }
    const isSameStaff =
      frozen.staff.count === rules.staff.count && frozen.staff.chunks.join() === rules.staff.chunks.join();
    report.expect(isSameStaff, 'staff-list', 'staff-differs', { now: frozen.staff.count, before: rules.staff.count });
    this.#checkRound(rules, frozen);
    this.#noteLeftOut(rules, frozen);
  }

  #checkRound(rules, frozen) {
    const isEnough = frozen.entries.count >= rules.minimum;
    const numbers = { count: frozen.entries.count, minimum: rules.minimum };
    const round = findRound(rules.chain, frozen.frozenAt, rules.gap);
    if (frozen.round === undefined) {
      this.#report.expect(!isEnough, 'minimum', 'void-without-need', numbers);
      this.#report.pass('round', { isVoid: true });
    } else {
      this.#report.expect(isEnough, 'minimum', 'too-few', numbers);
      const time = findRoundTime(rules.chain, round);
      this.#report.expect(frozen.round === round, 'round', 'round-differs', { round, time, found: frozen.round });
    }
  }

  #noteLeftOut(rules, frozen) {
    const { count } = frozen.leftOut;
    if (count === 0) {
      this.#report.pass('left-out-reason');
    } else if (rules.winLimit === undefined) {
      this.#report.fail('left-out-reason', 'left-out-without-limit', { count });
    } else {
      this.#report.skip('left-out-reason', 'left-out-unknown', { count, ...rules.winLimit });
    }
  }

  /** The chunks of each list; a list that is not as its record says is absent. */
  async #readLists(frozen) {
    const lists = {};
    for (const [member, check] of Object.entries(LISTS)) {
      const list = frozen[member];
      try {
        lists[member] = await readAliasList(list, this.#request.chunks, this.#request.progress);
        this.#report.pass(check, { count: list.count });
      } catch (error) {
        if (!(error instanceof ListProblem)) {
          throw error;
        }
        this.#report[error.isMissing ? 'missBytes' : 'fail'](check, error.code, error.values);
      }
    }
    this.#checkApart(lists);
    return lists;
  }

  #checkApart({ entries, leftOut, staff }) {
    if (!entries || !leftOut || !staff) {
      return;
    }
    const common = findCommonAlias(entries, leftOut) ?? findCommonAlias(entries, staff) ?? findCommonAlias(leftOut, staff);
    this.#report.expect(!common, 'apart', 'in-two-lists', { alias: common && encodeId(common) });
  }

  #checkStage(proof, rules, frozen) {
    const isVoid = frozen.round === undefined;
    const stage = isVoid ? 'void' : proof.draw === undefined ? 'frozen' : 'drawn';
    const mayDraw = stage === 'drawn' || (proof.draw === undefined && proof.passes.length === 0);
    const time = isVoid ? 0 : findRoundTime(rules.chain, frozen.round);
    this.#report.expect(mayDraw, 'stage', isVoid ? 'draw-of-void' : 'passes-before-draw', { stage, time });
    return stage;
  }
}
