/** Why a list of passes is not what the rules allow; `values.number` is the first pass that is wrong. */
export class PassProblem extends Error {
  constructor(code, values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** Replays the passes of a draw, and knows which alias holds each slot. */
export class PassReplay {
  #rules;
  #ranks;
  #entries;
  #slots;
  #nextRank;
  #before;
  #lastDue = { at: 0, slot: -1 };

  /**
   * @param rules passes and claimSeconds count
   * @param ranks the aliases by rank, at least as many as there are winners and passes
   * @param winners how many slots have a winner at first
   * @param entries how many ranks there are
   * @param roundTime when the round was published: no prize is offered earlier
   */
  constructor(rules, ranks, winners, entries, roundTime) {
    this.#rules = rules;
    this.#ranks = ranks;
    this.#entries = entries;
    this.#nextRank = winners + 1;
    this.#before = { at: roundTime, slot: -1 };
    this.#slots = ranks.slice(0, winners).map((alias) => ({ holder: alias, passedOn: 0, offeredAt: roundTime }));
  }

  /** The alias that holds each slot now; null where the prize lapsed. */
  holders() {
    return this.#slots.map((slot) => slot.holder);
  }

  /** @throws PassProblem */
  replay(passes) {
    passes.forEach((pass, index) => {
      this.#check(pass.number === index + 1, 'pass-number', { number: index + 1, found: pass.number });
      this.#replayOne(pass);
    });
  }

  #replayOne(pass) {
    const { number } = pass;
    const slot = this.#slots[pass.slot];
    this.#check(slot !== undefined, 'pass-slot', { number, slot: pass.slot });
    this.#check(slot.holder !== null, 'pass-after-lapse', { number, slot: pass.slot });
    this.#check(pass.from === slot.holder, 'pass-from', { number, slot: pass.slot, holder: slot.holder, from: pass.from });
    this.#checkMoment(pass, slot);
    const mustLapse = this.#nextRank > this.#entries || slot.passedOn >= this.#rules.passes;
    this.#check((pass.to === undefined) === (pass.rank === undefined), 'pass-half', { number });
    if (mustLapse) {
      this.#check(pass.to === undefined, 'pass-beyond', { number, slot: pass.slot });
      slot.holder = null;
    } else {
      this.#check(pass.to !== undefined, 'pass-lapsed-early', { number, slot: pass.slot });
      this.#offerNext(pass, slot);
    }
  }

  #checkMoment(pass, slot) {
    const { number } = pass;
    this.#check(pass.at >= this.#before.at, 'pass-time', { number });
    this.#check(pass.at > this.#before.at || pass.slot > this.#before.slot, 'pass-order', { number });
    this.#before = pass;
    const due = slot.offeredAt + this.#rules.claimSeconds;
    this.#check(pass.at >= due, 'pass-too-early', { number });
    const inOrder = due > this.#lastDue.at || (due === this.#lastDue.at && pass.slot > this.#lastDue.slot);
    this.#check(inOrder, 'pass-order', { number });
    this.#lastDue = { at: due, slot: pass.slot };
  }

  #offerNext(pass, slot) {
    const { number } = pass;
    const rank = this.#nextRank++;
    this.#check(pass.rank === rank, 'pass-rank', { number, rank, found: pass.rank });
    this.#check(pass.to === this.#ranks[rank - 1], 'pass-to', { number, rank, to: pass.to });
    slot.holder = pass.to;
    slot.passedOn++;
    slot.offeredAt = pass.at;
  }

  #check(holds, code, values) {
    if (!holds) {
      throw new PassProblem(code, values);
    }
  }
}
