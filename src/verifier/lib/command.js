import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isHex, isId } from './bytes.js';
import { parseChain } from './drand.js';
import { fetchChunksFrom, fetchProof, findChunksUrl, findLottery, isJson } from './sources.js';
import { verify } from './verify.js';
import { LANGUAGES, describeAlias, describeCheck, describeVerdict, describeWarning } from './words.js';

const USAGE = `usage: node kaibo-verify.js <url or file of the proof>
  [--chunks <url prefix or directory>]      the chunks; they are looked for beside the proof
  [--seen-rules <hex>]                      SHA-256 of the rules, as it was shown at the start
  [--seen-frozen <hex>]                     the lottery's code, as it was shown before the round
  [--chain <hash:publicKey:genesis:period>] a chain in place of drand's quicknet
  [--alias <alias>]                         tells where an alias is
ends with 0 if the lottery is verified, 1 if it is not, 2 if it could not be looked at`;

const VERIFIED = 0;
const NOT_VERIFIED = 1;
const NOT_READ = 2;

const EXITS = { verified: VERIFIED, refused: NOT_VERIFIED, incomplete: NOT_VERIFIED, unreadable: NOT_READ };

/** The command. @returns its exit code */
export async function run(args, print, printError) {
  let request;
  try {
    request = await readRequest(args);
  } catch (error) {
    printError(error instanceof UsageError ? `${error.message}\n${USAGE}` : `the proof could not be read: ${error.message}`);
    return NOT_READ;
  }
  const result = await verify(request);
  printReport(result, request.alias, print);
  return EXITS[result.verdict];
}

class UsageError extends Error {}

async function readRequest(args) {
  const { values, positionals } = parse(args);
  const [source] = positionals;
  if (positionals.length !== 1) {
    throw new UsageError('one proof must be named');
  }
  const proof = isUrl(source) ? await fetchProof(source) : await readFile(source);
  if (!isJson(proof)) {
    throw new Error('it is not JSON');
  }
  return {
    proof,
    chunks: openChunks(values.chunks ?? (isUrl(source) ? findChunksUrl(source) : join(dirname(source), 'chunks'))),
    lottery: isUrl(source) ? findLottery(source) : undefined,
    seenRules: readDigest(values, 'seen-rules'),
    seenFrozen: readDigest(values, 'seen-frozen'),
    chain: readOption(values.chain, parseChain, 'chain'),
    alias: readOption(values.alias, (text) => (isId(text) ? text : undefined), 'alias'),
  };
}

function parse(args) {
  const text = { type: 'string' };
  const options = { chunks: text, 'seen-rules': text, 'seen-frozen': text, chain: text, alias: text };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function readDigest(values, name) {
  return readOption(values[name]?.toLowerCase(), (text) => (isHex(text, 32) ? text : undefined), name);
}

function readOption(text, reader, name) {
  const read = text === undefined ? undefined : reader(text);
  if (text !== undefined && read === undefined) {
    throw new UsageError(`--${name} does not have its form`);
  }
  return read;
}

function isUrl(source) {
  return /^https?:\/\//.test(source);
}

function openChunks(source) {
  return isUrl(source) ? fetchChunksFrom(source) : async (name) => new Uint8Array(await readFile(join(source, name)));
}

function printReport(result, alias, print) {
  const { other } = LANGUAGES.en;
  if (result.lottery) {
    print(`${other.lottery} ${result.lottery.id}: ${printable(result.lottery.title)}`);
  }
  for (const name of ['rules', 'frozen']) {
    if (result.digests[name]) {
      print(`${other[name]}: ${result.digests[name]}`);
    }
  }
  for (const check of result.checks) {
    const { title, status, sentence } = describeCheck(check, 'en');
    print(`${status.padEnd(12)}${title}: ${printable(sentence)}`);
  }
  for (const { slot, tier, prize, alias: winner, holder } of result.winners ?? []) {
    const now = holder === winner ? '' : `, now ${holder ?? other.lapsed}`;
    print(`${other.slot} ${slot} (${printable(tier)}, ${printable(prize)}): ${winner}${now}`);
  }
  if (result.alias) {
    print(`${alias}: ${describeAlias(result.alias, 'en')}`);
  }
  for (const warning of result.warnings) {
    print(`${other.warning}: ${printable(describeWarning(warning, 'en'))}`);
  }
  print(describeVerdict(result, 'en'));
}

/** Text of a proof without what a terminal would obey. */
function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}
