import { isHex, isId, sha256Hex } from '../lib/bytes.js';
import { parseChain } from '../lib/drand.js';
import { fetchChunksFrom, fetchProof, findChunksUrl, findLottery, isJson } from '../lib/sources.js';
import { verify } from '../lib/verify.js';
import { renderError, renderReport } from './render.js';
import { LABELS } from './words.js';

const element = (id) => document.getElementById(id);
const report = element('report');

let language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
let render = () => [];
let runs = 0;

/** Shows what `make` gives in the chosen language, now and after each change of the language. */
function show(make) {
  render = make;
  report.replaceChildren(...make(language));
}

function applyLanguage() {
  document.documentElement.lang = language;
  element('language').value = language;
  for (const labelled of document.querySelectorAll('[data-words]')) {
    labelled.textContent = LABELS[language][labelled.dataset.words];
  }
  report.replaceChildren(...render(language));
}

/** What the viewer typed is wrong, or the proof could not be read; `words` takes the labels of a language. */
class InputProblem extends Error {
  constructor(words) {
    super('input');
    this.words = words;
  }
}

function readField(id, label, reader) {
  const text = element(id).value.trim();
  const read = text === '' ? undefined : reader(text);
  if (text !== '' && read === undefined) {
    throw new InputProblem((labels) => labels.wrongField(labels[label]));
  }
  return read;
}

function readUrl(text) {
  return /^https?:/.test(text) && URL.canParse(text) ? text : undefined;
}

function readDigest(text) {
  const digest = text.toLowerCase();
  return isHex(digest, 32) ? digest : undefined;
}

async function readRequest() {
  const proofUrl = readField('proof-url', 'proofUrl', readUrl);
  const chunksUrl = readField('chunks-url', 'chunksUrl', readUrl);
  const [proofFile] = element('proof-file').files;
  const request = {
    seenRules: readField('seen-rules', 'seenRules', readDigest),
    seenFrozen: readField('seen-frozen', 'seenFrozen', readDigest),
    alias: readField('alias', 'alias', (text) => (isId(text) ? text : undefined)),
    chain: readField('chain', 'chain', parseChain),
  };
  if (proofFile === undefined && proofUrl === undefined) {
    throw new InputProblem((labels) => labels.noProof);
  }
  if (proofFile === undefined) {
    request.proof = await load(() => fetchProof(proofUrl));
    request.lottery = findLottery(proofUrl);
  } else {
    request.proof = await load(() => readFile(proofFile));
  }
  const prefix = chunksUrl ?? (proofFile === undefined ? findChunksUrl(proofUrl) : undefined);
  request.chunks = await openChunks(element('chunk-files').files, prefix);
  return request;
}

async function load(read) {
  let bytes;
  try {
    bytes = await read();
  } catch (error) {
    throw new InputProblem((labels) => labels.unreadable(error.message));
  }
  if (!isJson(bytes)) {
    throw new InputProblem((labels) => labels.unreadable(labels.notJson));
  }
  return bytes;
}

async function readFile(file) {
  return new Uint8Array(await file.arrayBuffer());
}

/** Chunks from files, whatever their names are; those that are in no file come from the URL. */
async function openChunks(files, prefix) {
  const found = new Map();
  for (const file of files) {
    found.set(sha256Hex(await readFile(file)), file);
  }
  const fetchChunk = prefix === undefined ? () => undefined : fetchChunksFrom(prefix);
  return async (name) => (found.has(name) ? readFile(found.get(name)) : fetchChunk(name));
}

/** Lets the browser draw what has happened so far. */
async function showProgress(run, chunks) {
  if (run === runs) {
    show((shown) => [document.createTextNode(LABELS[shown].working(chunks))]);
  }
  await new Promise((resolve) => setTimeout(resolve));
}

async function verifyInput() {
  const run = ++runs;
  let chunks = 0;
  let make;
  try {
    await showProgress(run, chunks);
    const request = await readRequest();
    const result = await verify({ ...request, progress: () => showProgress(run, ++chunks) });
    make = (shown) => renderReport(result, request.alias, shown);
  } catch (error) {
    const words = error instanceof InputProblem ? error.words : (labels) => labels.unreadable(error.message);
    make = (shown) => renderError(words(LABELS[shown]));
  }
  if (run === runs) {
    show(make);
  }
}

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  verifyInput();
});
element('language').addEventListener('change', (event) => {
  language = event.target.value;
  applyLanguage();
});
applyLanguage();
