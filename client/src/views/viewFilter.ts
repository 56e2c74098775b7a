import { commands, Disposable, window } from 'vscode';

/** What a view is filtered by. Its commands are called `ID.filter` and `ID.clearFilter`, its context key `ID.isFiltered`. */
export interface ViewFilter extends Disposable {
  /** '' when there is no filter. */
  readonly words: string;
}

/** What whoever filters a view is asked. */
export interface ViewFilterOptions {
  /** Id of the view. */
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
}

/** The filter of a view, without words at first. `onChange` shows what it lets through; then the view comes up. */
export function createViewFilter({ id, title, prompt }: ViewFilterOptions, onChange: () => void): ViewFilter {
  let words = '';

  function set(next: string): void {
    words = next.trim();
    void commands.executeCommand('setContext', `${id}.isFiltered`, words !== '');
    onChange();
  }

  async function ask(): Promise<void> {
    const next = await window.showInputBox({ title, prompt, value: words });
    if (next === undefined) return;
    set(next);
    await commands.executeCommand(`${id}.focus`);
  }

  const registered = Disposable.from(
    commands.registerCommand(`${id}.filter`, ask),
    commands.registerCommand(`${id}.clearFilter`, () => set('')),
  );
  return {
    get words() {
      return words;
    },
    dispose: () => void registered.dispose(),
  };
}
