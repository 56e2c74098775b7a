import { ConfigurationTarget, workspace } from 'vscode';
import { RULE_IDS } from '../../../server/src/api/settings.js';

/** The command behind the quick fix "turn the rule off in the settings". Not in the palette: it needs to know the rule. */
export const TURN_RULE_OFF = 'aideMemoire.turnRuleOff';

/** Sets the rule to "off": for this workspace where one is open, else for the user. Does nothing for an unknown code. */
export async function turnRuleOff(code: unknown): Promise<void> {
  const rule = RULE_IDS.find((id) => id === code);
  if (rule === undefined) return;
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('aideMemoire').update(`rules.${rule}`, 'off', target);
}
