import { ALIAS_BYTES, decodeBase64, isHex, isId } from './bytes.js';
import { FormatError } from './format-error.js';
import { parseJson } from './json.js';
import { writeTime } from './time.js';

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
const WORD = /^[a-z]+(?:-[a-z]+)*$/;

// A form is a function that takes a value and its path, and answers what was read or throws a FormatError.

function require(holds, code, path) {
  if (!holds) {
    throw new FormatError(code, path);
  }
}

/** An object with exactly these members; those in `optional` may be absent. */
function object(required, optional = {}) {
  return (value, path) => {
    require(value !== null && typeof value === 'object' && !Array.isArray(value), 'not-an-object', path);
    const read = {};
    for (const name of Object.keys(value)) {
      require(Object.hasOwn(required, name) || Object.hasOwn(optional, name), 'unknown-member', join(path, name));
    }
    for (const [name, form] of Object.entries(required)) {
      require(Object.hasOwn(value, name), 'missing-member', join(path, name));
      read[name] = form(value[name], join(path, name));
    }
    for (const [name, form] of Object.entries(optional)) {
      if (Object.hasOwn(value, name)) {
        read[name] = form(value[name], join(path, name));
      }
    }
    return read;
  };
}

function join(path, name) {
  return path === '' ? name : `${path}.${name}`;
}

function list(form, least = 0) {
  return (value, path) => {
    require(Array.isArray(value) && value.length >= least, 'not-a-list', path);
    return value.map((item, index) => form(item, `${path}[${index}]`));
  };
}

function exactly(text) {
  return (value, path) => {
    require(value === text, 'other-format', path);
    return value;
  };
}

function integer(least) {
  return (value, path) => {
    require(Number.isSafeInteger(value) && value >= least, 'not-a-number', path);
    return value;
  };
}

function hex(bytes) {
  return (value, path) => {
    require(isHex(value, bytes), 'not-hex', path);
    return value;
  };
}

function text(value, path) {
  require(typeof value === 'string' && value !== '', 'not-text', path);
  return value;
}

function word(value, path) {
  require(typeof value === 'string' && WORD.test(value), 'not-a-word', path);
  return value;
}

function oneOf(...words) {
  return (value, path) => {
    require(words.includes(value), 'not-a-word', path);
    return value;
  };
}

function id(value, path) {
  require(isId(value), 'not-an-id', path);
  return value;
}

/** A time, read as seconds since 1970. */
function time(value, path) {
  const millis = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : NaN;
  require(Number.isFinite(millis) && writeTime(millis / 1000) === value, 'not-a-time', path);
  return millis / 1000;
}

function bytes(value, path) {
  const decoded = decodeBase64(value);
  require(decoded !== undefined, 'not-base64', path);
  return decoded;
}

function aliases(value, path) {
  const decoded = bytes(value, path);
  require(decoded.length % ALIAS_BYTES === 0, 'not-aliases', path);
  return decoded;
}

const natural = integer(0);
const positive = integer(1);
const aliasList = object({ count: natural, chunks: list(hex(32)) });

const rules = object(
  {
    format: exactly('kaibo-rules-1'),
    lottery: id,
    room: text,
    title: text,
    kind: word,
    prizes: list(object({ tier: text, name: text, quantity: positive, value: natural, redemption: word }), 1),
    opensAt: time,
    closesAt: time,
    claimSeconds: natural,
    passes: natural,
    minimum: natural,
    staff: aliasList,
    chain: object({ hash: hex(32), publicKey: hex(96), genesis: natural, period: positive }),
    gap: natural,
    commitment: hex(32),
  },
  { keyword: text, winLimit: object({ wins: positive, days: positive }) },
);

const frozen = object(
  {
    format: exactly('kaibo-frozen-1'),
    lottery: id,
    rules: hex(32),
    entries: aliasList,
    leftOut: aliasList,
    staff: aliasList,
    frozenAt: time,
    seed: hex(32),
  },
  { round: positive },
);

const pass = object(
  {
    number: positive,
    slot: natural,
    from: id,
    reason: oneOf('not-claimed', 'withdrawn', 'cannot-receive'),
    at: time,
  },
  { to: id, rank: positive },
);

const proof = object(
  { rules: bytes, passes: list(pass) },
  { frozen: bytes, draw: object({ round: positive, signature: hex(48), ranks: aliases }) },
);

/** @param input the proof's JSON, as text, as bytes, or read already */
export function readProof(input) {
  return proof(typeof input === 'string' || input instanceof Uint8Array ? parseJson(input) : input, '');
}

export function readRules(recordBytes) {
  return rules(parseJson(recordBytes), '');
}

export function readFrozen(recordBytes) {
  return frozen(parseJson(recordBytes), '');
}
