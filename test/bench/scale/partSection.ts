import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureChange } from './change.js';
import { measureChecks, measureStartWithDraft } from './checks.js';
import { type Corpus, copyPart, draftText } from './corpus.js';
import { longDraft } from '../longDraft.js';
import { measurePhrases } from './engine.js';
import type { Measured } from './measured.js';
import type { Section } from './options.js';
import { emptyServerBytes, measureColdStart, measureWarmStart, startAndAsk } from './starts.js';
import type { Figures } from './tables.js';
import { measureTyping } from './typing.js';

/** Where things are. */
export interface Places {
  /** The project's folder. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly dist: string;
  /** Folder to be removed afterwards. */
  readonly temporary: string;
}

/** Everything that depends on the size of the corpus, at one size. Without a cold start before it, a warm one begins cold. */
export async function measurePart(
  corpus: Corpus,
  share: number,
  sections: ReadonlySet<Section>,
  { root, dist, temporary }: Places,
  progress: (message: string) => void,
): Promise<Figures> {
  const name = share === 1 ? '1' : `1/${Math.round(1 / share)}`;
  const folderOf = (what: string): string => join(temporary, `${what}-${Math.round(1 / share)}`);
  const [folder, empty, snapshots] = [folderOf('part'), folderOf('empty'), folderOf('snapshots')];
  for (const each of [folder, empty, snapshots]) mkdirSync(each);
  const part = copyPart(corpus, share, folder);
  const figures: Measured[] = [];
  progress(`part ${name}: ${part.files.length} documents, ${(part.bytes / 1e6).toFixed(1)} MB`);
  const wantsServer = (['warm', 'checks', 'typing', 'change'] as const).some((section) => sections.has(section));
  const emptyBytes = sections.has('cold') || sections.has('warm') ? await emptyServerBytes(dist, empty) : 0;
  if (sections.has('cold') || sections.has('warm')) {
    progress(`part ${name}: cold start`);
    figures.push(...(await measureColdStart(dist, part, snapshots, emptyBytes)));
  }
  if (wantsServer) {
    progress(`part ${name}: warm start`);
    const started = await startAndAsk(dist, part, snapshots);
    const { server } = started;
    if (sections.has('warm')) figures.push(...(await measureWarmStart(started, part, emptyBytes)));
    // First, so that nothing of what checks go by is made yet.
    if (sections.has('checks')) {
      progress(`part ${name}: checks`);
      const text = `${longDraft(root)}\n\n${draftText(corpus)}`;
      figures.push(...(await measureChecks(server, part, text)));
      figures.push(...(await measureStartWithDraft(dist, part, snapshots, text)));
    }
    if (sections.has('typing')) {
      progress(`part ${name}: hover and completion`);
      figures.push(...(await measureTyping(server, part, draftText(corpus))));
    }
    if (sections.has('change')) {
      progress(`part ${name}: changed documents`);
      figures.push(...(await measureChange(server, part)));
    }
    server.stop();
  }
  if (sections.has('phrases')) {
    progress(`part ${name}: phrase queries`);
    figures.push(...(await measurePhrases(part)));
  }
  return { part: name, bytes: part.bytes, figures };
}
