/** What words for the user are made by where `vscode` cannot be imported; VS Code's `l10n` is one. */
export interface Localizer {
  /** The message in the user's language, with the values in place of `{0}`, `{1}` and so on. */
  t(message: string, ...values: (string | number)[]): string;
}
