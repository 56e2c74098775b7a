import { command, CONFLICT, goTo, hover, inputBox, pointUntil, quickFixes } from './actions.js';
import type { Step } from './step.js';

/** An editor whose display language is French; its own words stay English, for it has no language pack. */
export const FRENCH: readonly Step[] = [
  {
    title: 'in a French editor a finding and its quick fixes are in French, and quotations as they stand',
    picture: 'french-quick-fix',
    run: async (page, text) => {
      await pointUntil(page, text, CONFLICT, hover(page, 'Contredit la position de la délégation'));
      await hover(page, 'legally binding international instrument').waitFor();
      await goTo(page, text, CONFLICT);
      const list = await quickFixes(page, 'Ignorer position-conflict ici, avec un motif');
      await list.getByText('Consigner comme écart délibéré').first().waitFor();
    },
  },
  {
    title: 'so are its commands and views',
    picture: 'french-view',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Focus on Écarts View');
      await page.locator('.pane-header', { hasText: 'Écarts' }).waitFor();
      await page.locator('.pane-body', { hasText: 'Aucun écart n’est consigné.' }).first().waitFor();
      await command(page, 'Aide-Mémoire: Rechercher des précédents');
      await inputBox(page, 'pas ce mot').waitFor();
    },
  },
];
