/** Every check, in the order in which a report lists them. */
export const CHECKS = Object.freeze([
  'proof-format',
  'rules-format',
  'seen-rules',
  'chain',
  'frozen-format',
  'seen-frozen',
  'same-lottery',
  'rules-digest',
  'commitment',
  'times',
  'round',
  'minimum',
  'staff-list',
  'entries',
  'left-out',
  'staff',
  'apart',
  'left-out-reason',
  'stage',
  'draw-round',
  'signature',
  'ranks',
  'passes',
]);

/** What a lottery can be verified without: only a witness, or the shop itself, knows these. */
const MAY_BE_OPEN = new Set(['seen-rules', 'seen-frozen', 'left-out-reason']);

/** What a void lottery does not have. */
const OF_A_DRAW = new Set(['draw-round', 'signature', 'ranks', 'passes']);

/**
 * The results of the checks. Each has a name, a status and a code; words.js has the sentence of each code.
 *
 * - `passed`: what the check says holds.
 * - `failed`: it does not, and the code says why.
 * - `not-checked`: it could not be looked at, and the code says why.
 */
export class Report {
  #found = new Map();
  #isUnreadable = false;
  warnings = [];

  pass(name, values = {}) {
    this.#put(name, 'passed', name, values);
  }

  fail(name, code, values = {}) {
    this.#put(name, 'failed', code, values);
  }

  skip(name, code, values = {}) {
    this.#put(name, 'not-checked', code, values);
  }

  /** A check that needs bytes which could not be had. */
  missBytes(name, code, values = {}) {
    this.#isUnreadable = true;
    this.skip(name, code, values);
  }

  /** @param holds true if the check passes; else it fails with this code */
  expect(holds, name, code, values = {}) {
    if (holds) {
      this.pass(name, values);
    } else {
      this.fail(name, code, values);
    }
    return holds;
  }

  warn(code, values = {}) {
    this.warnings.push({ code, values });
  }

  hasPassed(name) {
    return this.#found.get(name)?.status === 'passed';
  }

  #put(name, status, code, values) {
    if (!CHECKS.includes(name) || this.#found.has(name)) {
      throw new Error(`the check ${name} is unknown or comes twice`);
    }
    this.#found.set(name, { name, status, code, values });
  }

  /**
   * Closes the report. A proof is verified only if every check that its stage needs passed.
   *
   * @param stage running, frozen, void or drawn; unknown if the records cannot be read
   * @param code why the checks are missing that were not made
   */
  close(stage, code) {
    for (const name of CHECKS) {
      if (!this.#found.has(name)) {
        this.skip(name, code);
      }
    }
    const checks = CHECKS.map((name) => this.#found.get(name));
    return { verdict: this.#judge(checks, stage), stage, checks, warnings: this.warnings };
  }

  #judge(checks, stage) {
    if (checks.some((check) => check.status === 'failed')) {
      return 'refused';
    }
    if (this.#isUnreadable) {
      return 'unreadable';
    }
    const open = checks.filter(
      (check) =>
        check.status !== 'passed' && !MAY_BE_OPEN.has(check.name) && !(stage === 'void' && OF_A_DRAW.has(check.name)),
    );
    return open.length === 0 && (stage === 'drawn' || stage === 'void') ? 'verified' : 'incomplete';
  }
}
