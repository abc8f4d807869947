/** What was published does not have the stated form. `code` names the reason (words.js has its sentence), `path` the member. */
export class FormatError extends Error {
  constructor(code, path = '') {
    super(`${code}: ${path}`);
    this.name = 'FormatError';
    this.code = code;
    this.path = path;
  }
}
