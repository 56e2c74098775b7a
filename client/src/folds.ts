/** Lines that fold under their first one. Zero-based, both inclusive. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly comment: boolean;
}

/** What folds in Markdown text: sections under their headings, fenced blocks and comments. Linear in the lines times the heading depth. */
export function foldsOf(lines: readonly string[]): readonly Fold[] {
  const folds: Fold[] = [];
  const sections: { readonly depth: number; readonly first: number }[] = [];
  let block: { readonly first: number; readonly ends: RegExp; readonly comment: boolean } | undefined;
  const add = (first: number, end: number, comment: boolean) => {
    let last = end;
    while (!comment && last > first && lines[last]?.trim() === '') last--;
    if (last > first) folds.push({ first, last, comment });
  };
  const closeSections = (depth: number, before: number) => {
    for (let open = sections.at(-1); open !== undefined && open.depth >= depth; open = sections.at(-1)) {
      sections.pop();
      add(open.first, before, false);
    }
  };
  for (const [number, line] of lines.entries()) {
    if (block !== undefined) {
      if (!block.ends.test(line)) continue;
      add(block.first, number, block.comment);
      block = undefined;
      continue;
    }
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const heading = /^ {0,3}(#{1,6})(\s|$)/.exec(line)?.[1];
    if (fence !== undefined) {
      block = { first: number, ends: new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`), comment: false };
    } else if (/^\s*<!--/.test(line) && !line.includes('-->')) {
      block = { first: number, ends: /-->/, comment: true };
    } else if (heading !== undefined) {
      closeSections(heading.length, number - 1);
      sections.push({ depth: heading.length, first: number });
    }
  }
  closeSections(1, lines.length - 1);
  return folds.sort((left, right) => left.first - right.first);
}
