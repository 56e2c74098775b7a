import type { Measured } from './measured.js';
import { inOwnProcess } from './ownProcess.js';
import type { PassageFile } from './passages.js';
import { OURS } from './peers.js';
import { type Answers, buildTask, type Footprint, memoryTask, scanTask } from './peerTasks.js';
import { median, percentile } from './statistics.js';

const PEERS = ['MiniSearch', 'FlexSearch', 'SQLite FTS5'];
/** SQLite keeps its database in memory here as well, but nobody has to. */
const IN_MEMORY = ['MiniSearch', 'FlexSearch'];

/** The product's engine beside others on the same passages: builds in turn, then memory, then queries. */
export async function measurePeers(
  file: PassageFile & { readonly path: string },
  rounds: number,
  progress: (message: string) => void,
): Promise<Measured[]> {
  const passages = file.path;
  const names = [OURS, ...PEERS];
  const builds = new Map<string, Build[]>(names.map((name) => [name, []]));
  const answers = new Map<string, Answers>();
  for (let round = 0; round < rounds; round++) {
    for (const peer of names) {
      progress(`build ${round + 1} of ${rounds}: ${peer}`);
      const built = await inOwnProcess(buildTask, { peer, passages, queries: round === 0 });
      builds.get(peer)?.push(built);
      if (built.answers !== undefined) answers.set(peer, built.answers);
    }
  }
  const footprints = new Map<string, Footprint>();
  for (const peer of names) {
    progress(`memory: ${peer}`);
    footprints.set(peer, await inOwnProcess(memoryTask, { peer, passages, holdText: true }));
    if (peer === OURS) continue;
    footprints.set(`${peer} alone`, await inOwnProcess(memoryTask, { peer, passages, holdText: false }));
  }
  progress('scan');
  const truth = await inOwnProcess(scanTask, { passages });
  return [...compareBuilds(builds), ...compareMemory(footprints, file), ...compareQueries(answers, truth)];
}

/** Milliseconds by the clock, and those that the processors worked. */
interface Build {
  readonly build: number;
  readonly cpu: number;
}

function compareBuilds(builds: ReadonlyMap<string, readonly Build[]>): Measured[] {
  const middleOf = (of: keyof Build, peer: string): number =>
    median((builds.get(peer) ?? []).map((each) => each[of])) / 1000;
  const own = middleOf('build', OURS);
  return [...builds].map(([peer, times]) => ({
    name: `index build, ${peer}`,
    value: middleOf('build', peer),
    unit: 's',
    ...(peer === OURS ? {} : { least: own }),
    remark: `middle of ${times.map(({ build }) => (build / 1000).toFixed(2)).join(', ')}; the processors worked ${middleOf('cpu', peer).toFixed(2)} s`,
  }));
}

function compareMemory(footprints: ReadonlyMap<string, Footprint>, { characters }: PassageFile): Measured[] {
  const own = (footprints.get(OURS)?.resident ?? Number.NaN) / 1e6;
  return [...footprints].map(([peer, { resident, heap, external }]) => ({
    name: `memory, ${peer}`,
    value: resident / 1e6,
    unit: 'MB',
    ...(IN_MEMORY.some((name) => peer.startsWith(name)) ? { least: own } : {}),
    remark: [
      peer.endsWith(' alone') ? 'without the text' : `with ${(characters / 1e6).toFixed(0)} million characters of text`,
      `heap ${(heap / 1e6).toFixed(0)} MB, external ${(external / 1e6).toFixed(0)} MB`,
    ].join('; '),
  }));
}

/** Times are compared over the queries that both answer rightly. */
function compareQueries(answers: ReadonlyMap<string, Answers>, truth: Answers): Measured[] {
  const own = answers.get(OURS);
  if (own === undefined) return [];
  const isRight = ({ digests }: Answers, query: number): boolean => digests[query] === truth.digests[query];
  return [...answers, ['a scan of all passages', truth] as const].flatMap(([peer, answered]): Measured[] => {
    const compared = answered.times.flatMap((_, query) =>
      isRight(answered, query) && isRight(own, query) ? query : [],
    );
    const rightly = answered.times.filter((_, query) => isRight(answered, query)).length;
    const timesOf = ({ times }: Answers): number[] => compared.map((query) => times[query] ?? Number.NaN);
    const how = PEERS.slice(0, 2).includes(peer) ? '; all its words, then looked through' : '';
    const remark = `right in ${rightly} of ${answered.times.length}${how}`;
    return [0.5, 0.95].map((share) => ({
      name: `phrase query p${share * 100}, ${peer}`,
      value: percentile(timesOf(answered), share),
      unit: 'ms',
      ...(peer === OURS ? {} : { least: percentile(timesOf(own), share) }),
      remark,
    }));
  });
}
