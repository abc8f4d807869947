import { LANGUAGES, describeAlias, describeCheck, describeVerdict, describeWarning } from '../lib/words.js';
import { LABELS } from './words.js';

/** An element with children, which are elements or texts. Nothing that was published becomes HTML. */
function make(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function makeTable(id, heads, rows) {
  const table = make('table', '', make('tr', '', ...heads.map((head) => make('th', '', head))), ...rows);
  table.id = id;
  return table;
}

function makeVerdict(className, text) {
  const verdict = make('p', `verdict ${className}`, text);
  verdict.id = 'verdict';
  return verdict;
}

/** A message in place of a report. */
export function renderError(text) {
  return [makeVerdict('error', text)];
}

/** A report as elements. */
export function renderReport(result, alias, language) {
  const { other } = LANGUAGES[language];
  const lines = [makeVerdict(result.verdict, describeVerdict(result, language))];
  for (const warning of result.warnings) {
    lines.push(make('p', 'warning', `${other.warning}: ${describeWarning(warning, language)}`));
  }
  if (result.alias) {
    const line = make('p', 'alias', make('code', '', alias), ` ${describeAlias(result.alias, language)}`);
    lines.push(line);
  }
  if (result.lottery) {
    lines.push(make('p', '', `${other.lottery} `, make('code', '', result.lottery.id), ` ${result.lottery.title}`));
  }
  for (const name of ['rules', 'frozen']) {
    if (result.digests[name]) {
      lines.push(make('p', '', `${other[name]}: `, make('code', '', result.digests[name])));
    }
  }
  lines.push(renderChecks(result.checks, language));
  if (result.winners) {
    lines.push(make('h2', '', other.winners), renderWinners(result.winners, language));
  }
  return lines;
}

function renderChecks(checks, language) {
  const labels = LABELS[language];
  const rows = checks.map((check) => {
    const { title, status, sentence } = describeCheck(check, language);
    const row = make('tr', '', make('td', '', title), make('td', `status ${check.status}`, status), make('td', '', sentence));
    row.dataset.check = check.name;
    return row;
  });
  return makeTable('checks', [labels.check, labels.result, labels.why], rows);
}

function renderWinners(winners, language) {
  const { other } = LANGUAGES[language];
  const rows = winners.map(({ slot, tier, prize, alias, holder }) => {
    const now = holder === alias ? '' : (holder ?? other.lapsed);
    return make('tr', '', ...[String(slot), tier, prize, alias, now].map((text) => make('td', '', text)));
  });
  return makeTable('winners', [other.slot, other.tier, other.prize, other.alias, other.holder], rows);
}
