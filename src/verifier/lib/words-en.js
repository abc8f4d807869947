import { writeTime } from './time.js';

export const titles = {
  'proof-format': 'Form of the proof',
  'rules-format': 'Form of the rules',
  'seen-rules': 'Rules as seen at the start',
  chain: 'Source of randomness',
  'frozen-format': 'Form of the frozen record',
  'seen-frozen': 'Code as seen before the round',
  'same-lottery': 'One lottery',
  'rules-digest': 'Rules of the frozen record',
  commitment: 'Seed',
  times: 'Close and freeze',
  round: 'Number of the round',
  minimum: 'Least number of entrants',
  'staff-list': 'Staff as in the rules',
  entries: 'List of entries',
  'left-out': 'List of those left out',
  staff: 'List of staff',
  apart: 'Lists apart',
  'left-out-reason': 'Earlier wins',
  stage: 'Stage',
  'draw-round': 'Round of the draw',
  signature: 'Signature of the round',
  ranks: 'Ranks and winners',
  passes: 'Prizes passed on',
};

export const statuses = { passed: 'passed', failed: 'FAILED', 'not-checked': 'not checked' };

/** A sentence for each code. A check that passed has its own name as its code. */
export const sentences = {
  'proof-format': () => 'The proof has the form that is documented.',
  'rules-format': () => 'The rules have the form that is documented.',
  'seen-rules': () => 'The rules are those that were seen at the start.',
  chain: () => 'The rules name the expected chain of drand, with its key.',
  'frozen-format': () => 'The frozen record has the form that is documented.',
  'seen-frozen': (v) =>
    v.before === undefined
      ? 'The frozen record is the one whose code was seen.'
      : `The frozen record is the one whose code was seen. That tells something only if it was seen before ${writeTime(v.before)}, when the round was published.`,
  'same-lottery': () => 'All records are of the same lottery.',
  'rules-digest': () => 'The frozen record names exactly these rules.',
  commitment: () => 'The seed is the one that the rules committed to.',
  times: (v) => `The record says that it was frozen ${v.delay} s after the close.`,
  round: (v) =>
    v.isVoid ? 'The lottery is void and has no round.' : `Round ${v.round} is the one that the rules ask for. It was published at ${writeTime(v.time)}.`,
  minimum: (v) =>
    v.count < v.minimum
      ? `There are ${v.count} entries and the rules ask for ${v.minimum}, so the lottery is void.`
      : `There are ${v.count} entries, and the rules ask for ${v.minimum} or more.`,
  'staff-list': () => 'The list of staff did not change after the start.',
  entries: (v) => `${v.count} aliases, each once; the chunks have the digests that the record names.`,
  'left-out': (v) => `${v.count} aliases, each once; the chunks have the digests that the record names.`,
  staff: (v) => `${v.count} aliases, each once; the chunks have the digests that the record names.`,
  apart: () => 'No alias is in two lists.',
  'left-out-reason': () => 'Earlier wins left no entrant out.',
  stage: (v) =>
    ({
      running: 'The lottery is not frozen, and there is no draw.',
      frozen: `There is no draw. The round was due at ${writeTime(v.time)}; after that a draw should be there.`,
      void: 'The lottery is void, and there is no draw.',
      drawn: 'The lottery was drawn.',
    })[v.stage],
  'draw-round': () => 'The draw used the round of the frozen record.',
  signature: (v) => `drand signed round ${v.round} with exactly this signature.`,
  ranks: (v) => `All ${v.ranks} published ranks follow from the seed, the frozen record and the signature; so do the ${v.winners} winners.`,
  passes: (v) => (v.count === 0 ? 'No prize was passed on.' : `All ${v.count} passes follow the rules.`),

  form: (v) => `It does not have the form that is documented: ${forms[v.reason]}${v.path === '' ? '' : ` (${v.path})`}.`,
  'seen-rules-differs': (v) => `The rules were changed: seen was ${v.seen}, published is ${v.found}.`,
  'seen-frozen-differs': (v) => `The frozen record was changed: the code seen was ${v.seen}, published is ${v.found}.`,
  'frozen-held-back': () => 'A code was seen, so there was a frozen record; the proof does not have it.',
  'chain-differs': (v) => `The rules name another chain: ${v.hash}. Expected was ${v.expected} with its key, genesis and period.`,
  'other-lottery': (v) => `The rules are of ${v.rules}, the frozen record is of ${v.frozen}, expected was ${v.expected}.`,
  'rules-differ': (v) => `The frozen record names the rules ${v.named}, but these are ${v.found}.`,
  'seed-differs': () => 'The SHA-256 of the seed is not the commitment of the rules: the seed was changed after the start.',
  'closes-before-opening': () => 'The lottery closes before it opens.',
  'frozen-before-close': (v) => `The record says that it was frozen ${v.delay} s before the close.`,
  'staff-differs': (v) => `The list of staff was changed after the start: it had ${v.before} aliases in the rules and has ${v.now} now.`,
  'void-without-need': (v) => `There are ${v.count} entries and the rules ask for ${v.minimum}, but the record has no round.`,
  'too-few': (v) => `There are ${v.count} entries and the rules ask for ${v.minimum}: the lottery must be void.`,
  'round-differs': (v) => `The rules ask for round ${v.round}, but the record names ${v.found}.`,
  'left-out-without-limit': (v) => `${v.count} aliases were left out, but the rules do not limit wins.`,
  'list-count': (v) => `${v.count} aliases do not fit into ${v.chunks} chunks.`,
  'chunk-digest': (v) => `A chunk was altered: its SHA-256 is not ${v.name}.`,
  'chunk-size': (v) => `The chunk ${v.name} has ${v.bytes} bytes, not ${v.expected}.`,
  'list-twice': (v) => `An alias comes twice (chunk ${v.name}).`,
  'list-unsorted': (v) => `The aliases are not sorted (chunk ${v.name}).`,
  'in-two-lists': (v) => `The alias ${v.alias} is in two lists.`,
  'draw-of-void': () => 'The frozen record has no round, but there is a draw.',
  'passes-before-draw': () => 'Prizes were passed on before a draw.',
  'draw-before-freeze': () => 'There is a draw without a frozen record.',
  'draw-round-differs': (v) => `The draw names round ${v.found}, the frozen record ${v.round}.`,
  'signature-invalid': (v) => `This is not drand's signature of round ${v.round}.`,
  'ranks-count': (v) => `${v.found} ranks are published, not ${v.expected}.`,
  'rank-differs': (v) => `Rank ${v.rank} belongs to ${v.alias}, but ${v.found} is published.`,
  'pass-number': (v) => `Pass ${v.number} is missing: its place has number ${v.found}.`,
  'pass-slot': (v) => `Pass ${v.number} is of slot ${v.slot}, which has no winner.`,
  'pass-after-lapse': (v) => `Pass ${v.number} is of slot ${v.slot}, whose prize lapsed before.`,
  'pass-from': (v) => `Pass ${v.number} takes slot ${v.slot} from ${v.from}, but ${v.holder} holds it.`,
  'pass-time': (v) => `Pass ${v.number} is earlier than what comes before it.`,
  'pass-order': (v) => `Pass ${v.number} is out of order: an earlier deadline comes first, and of one deadline, or in one second, the lower slot.`,
  'pass-too-early': (v) => `Pass ${v.number} comes before the deadline of its winner.`,
  'pass-half': (v) => `Pass ${v.number} has one of \`to\` and \`rank\` without the other.`,
  'pass-beyond': (v) => `Pass ${v.number} offers the prize of slot ${v.slot} again, but it must lapse.`,
  'pass-lapsed-early': (v) => `Pass ${v.number} lets the prize of slot ${v.slot} lapse, but the next rank must have it.`,
  'pass-rank': (v) => `Pass ${v.number} goes to rank ${v.found}, but rank ${v.rank} is next.`,
  'pass-to': (v) => `Pass ${v.number} goes to ${v.to}, which does not have rank ${v.rank}.`,

  blocked: () => 'Another check must pass first.',
  'not-frozen-yet': () => 'The lottery is not frozen.',
  'not-drawn-yet': () => 'There is no draw.',
  'void-no-draw': () => 'The lottery is void and has no draw.',
  'seen-rules-not-given': (v) =>
    `No digest of the rules from the start was given, so no witness says that these rules (${v.found}) were there then.`,
  'seen-frozen-not-given': (v) =>
    v.before === undefined
      ? `No code from the freeze was given, so no witness says that this record (${v.found}) was there then.`
      : `No code from before the round was given, so no witness says that the record (${v.found}) was frozen before the round was out, at ${writeTime(v.before)}. A record that was made later, with an earlier time, looks the same.`,
  'left-out-unknown': (v) =>
    `${v.count} entrants were left out for ${v.wins} or more wins within ${v.days} days. The record of wins is the shop's own: this cannot be checked from outside.`,
  'chunk-missing': (v) => `The chunk ${v.name} was not found.`,
  'chunk-unreadable': (v) => `The chunk ${v.name} could not be read: ${v.why}.`,

  'other-chain': (v) => `THIS IS NOT DRAND'S QUICKNET. The lottery was checked against the chain that was given: ${v.hash}. The people who run it may know its rounds beforehand.`,
  'short-gap': (v) => `Only ${v.gap} s lie between the freeze and the round. With less than 30 s a record may be written when its round is out.`,
};

const forms = {
  'not-utf8': 'it is not UTF-8',
  'not-json': 'it is not JSON',
  twice: 'a member comes twice',
  'not-an-object': 'an object is missing',
  'unknown-member': 'a member is unknown',
  'missing-member': 'a member is missing',
  'not-a-list': 'a list is missing or empty',
  'other-format': 'it has another format',
  'not-a-number': 'it is not a whole number in its range',
  'not-hex': 'it is not lower-case hex of its length',
  'not-text': 'it is not a text',
  'not-a-word': 'it is not one of the words',
  'not-an-id': 'it is not 16 bytes in base64url',
  'not-a-time': 'it is not a time in UTC in whole seconds',
  'not-base64': 'it is not base64',
  'not-aliases': 'it is not aliases of 16 bytes each',
};

export const verdicts = {
  verified: (stage) =>
    stage === 'void'
      ? 'VERIFIED. The lottery is void, as its rules ask, and there is no draw.'
      : 'VERIFIED. The draw follows from what was published.',
  refused: () => 'NOT VERIFIED. At least one check failed.',
  incomplete: () => 'NOT VERIFIED YET. Nothing that is published is wrong, but there is no draw.',
  unreadable: () => 'COULD NOT BE CHECKED. Not all chunks could be read.',
};

export const aliasLists = {
  entries: 'It is among the entries.',
  leftOut: 'It took part and was left out for earlier wins.',
  staff: 'It is one of the staff, who cannot take part.',
  none: 'It is in none of the lists.',
  unknown: 'Not all lists could be read.',
};

export const other = {
  warning: 'Warning',
  lottery: 'Lottery',
  rules: 'SHA-256 of the rules',
  frozen: 'SHA-256 of the frozen record (the code)',
  winners: 'Winners',
  slot: 'Slot',
  tier: 'Tier',
  prize: 'Prize',
  alias: 'Alias',
  rank: 'Rank',
  holder: 'Holds it now',
  lapsed: 'lapsed',
};
