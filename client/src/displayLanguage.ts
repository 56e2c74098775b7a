import { env, l10n } from 'vscode';

/** The language of our words: the editor's display language where we speak it, else English. */
export function displayLanguage(): string {
  return l10n.uri === undefined ? 'en' : env.language;
}
