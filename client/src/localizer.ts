/** What words for the user are made by where `vscode` cannot be imported; VS Code's `l10n` is one. */
export interface Localizer {
  /** The message in the user's language, with the values in place of `{0}`, `{1}` and so on. */
  t(message: string, ...values: (string | number)[]): string;
  /** The same of a message that says to translators what it is. */
  t(message: { readonly message: string; readonly comment: string[] }): string;
}
