import * as english from './words-en.js';
import * as chinese from './words-zh.js';

/** Everything that a report says, in each language that it can be read in. */
export const LANGUAGES = Object.freeze({ en: english, 'zh-CN': chinese });

/** A check in words: {title, status, sentence}. */
export function describeCheck(check, language) {
  const words = LANGUAGES[language];
  return {
    title: words.titles[check.name],
    status: words.statuses[check.status],
    sentence: words.sentences[check.code](check.values),
  };
}

export function describeWarning(warning, language) {
  return LANGUAGES[language].sentences[warning.code](warning.values);
}

export function describeVerdict({ verdict, stage }, language) {
  return LANGUAGES[language].verdicts[verdict](stage);
}

/** Where an alias is, in one line. */
export function describeAlias({ list, rank, slot }, language) {
  const { aliasLists, other } = LANGUAGES[language];
  const numbers = [
    ...(rank === undefined ? [] : [`${other.rank} ${rank}`]),
    ...(slot === undefined ? [] : [`${other.slot} ${slot}`]),
  ];
  return [aliasLists[list], ...numbers].join(' ');
}
