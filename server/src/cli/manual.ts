import type { Command } from 'commander';
import { wrap } from './terminal.js';

/** Columns of a page, as the options beside it have them. */
const HELP_WIDTH = 80;

/** What `--help` says of a command beside its options. */
export interface ManualPage {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What it does and what to know, for whoever reads on. */
  readonly about: string;
  /** Command lines that work as they are typed, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** What the exit codes mean. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

const UNREADABLE = 'a corpus folder that the options name could not be read, or the command was not understood';

/** The pages of all commands. */
export const MANUAL = {
  check: {
    summary: 'print the findings of drafts',
    about: `Compares drafts in Markdown, plain text or Word with the record: what the delegation, its groups and adopted texts have said. The name - stands for standard input. What a draft leaves alone by a comment is not told, and what is recorded as a deliberate departure is a hint. With a judge, several drafts are checked at the same time.

A baseline is a file of findings that are known already. A finding is known by its file, its rule, the words of the draft and what it rests on, not by its line; two that are alike count as two. The file holds words of the drafts and none of the record. It is written as a whole: name all the drafts that it is for.

--annotate leaves a draft in Word as it is and writes what is printed as comments into a copy.`,
    examples: [
      ['aide-memoire check paper.draft.md', 'what departs from the record'],
      ['aide-memoire check drafts/*.md --corpus record --judge rules', 'many drafts, a record of your own, quickly'],
      ['cat paper.draft.md | aide-memoire check - --json', 'a text from another program, for another one'],
      ['aide-memoire check paper.draft.md --judge rules --format sarif > findings.sarif', 'for code scanning'],
      ['aide-memoire check drafts/*.md --judge rules --write-baseline baseline.json', 'from now on these are known'],
      ['aide-memoire check drafts/*.md --judge rules --baseline baseline.json', 'only what is new'],
    ],
    exitCodes: {
      0: 'nothing is as severe as --fail-on, or a baseline was written',
      1: 'a finding is at least as severe as --fail-on',
      2: `a draft or the baseline could not be read, ${UNREADABLE}`,
    },
  },
  review: {
    summary: 'print what the editor would show in a draft: precedents, suggestions and findings',
    about:
      'Shows at most five wordings of the draft that stand in the record, and what is suggested while three of them are typed.',
    examples: [
      ['aide-memoire review paper.draft.md', 'for reading'],
      ['aide-memoire review - --json < paper.draft.md', 'for a program'],
    ],
    exitCodes: { 0: 'it is printed', 2: `the draft could not be read, ${UNREADABLE}` },
  },
  report: {
    summary: 'write what a capital clears a draft by: findings, departures, coverage and precedents',
    about:
      'The report names the record by a digest of what it says, so that two readers know whether they compared with the same.',
    examples: [
      ['aide-memoire report paper.draft.md', 'in Markdown'],
      ['aide-memoire report paper.draft.md --format html --output report.html', 'a page that loads nothing'],
      ['aide-memoire report - --json < paper.draft.md', 'for a program'],
    ],
    exitCodes: {
      0: 'it is written',
      2: `the draft could not be read or the file not be written, ${UNREADABLE}`,
    },
  },
  search: {
    summary: 'print the passages of the record that answer a query',
    about: `The best come first, each with the reasons. Put the query in single quotation marks, so that the terminal leaves its own ones in place.
by: takes own, group, other, or a holder's name or initials; tier: takes adopted, chair, group, own or other.
Write -- before a query that begins with a minus.`,
    examples: [
      [`aide-memoire search '"parallel structure" -treaty by:own from:2021'`, 'exact wording, without a word'],
      ['aide-memoire search legally binding instrument --limit 3 --json', 'for a program'],
    ],
    exitCodes: {
      0: 'something was found',
      1: 'nothing was found',
      2: `the query was not understood, ${UNREADABLE}`,
    },
  },
  counterparts: {
    summary: 'print who else uses a wording, since when, and who wrote against it, in their own words',
    about: 'Others are all but the delegation and its groups. Adopted texts and those of a chair are nobody’s.',
    examples: [
      ["aide-memoire counterparts 'legally binding' --delegation Kenya --group 'African Group'", 'as Kenya sees it'],
    ],
    exitCodes: { 0: 'somebody does', 1: 'nobody does', 2: UNREADABLE },
  },
  similar: {
    summary: 'print the passages of the record that are like a paragraph, compared with it word by word',
    about: '[-words-] are those of the paragraph alone, {+words+} those of the passage alone.',
    examples: [
      [
        "aide-memoire similar 'The principles of the Charter provide a framework guiding States in their use of ICTs.'",
        'a sentence',
      ],
      ['aide-memoire similar - --json < paragraph.txt', 'for a program'],
    ],
    exitCodes: { 0: 'there is one', 1: 'there is none', 2: UNREADABLE },
  },
  positions: {
    summary: 'print what the delegation and its groups hold, topic by topic, and what became of each statement',
    about: `What .aide-memoire/positions.yaml confirms, adds or retires counts.
A statement is current or confirmed when it stands; else retained, strengthened or superseded by a later one, or retired.`,
    examples: [
      ['aide-memoire positions --topic treaty --holder Pakistan', 'one topic, one holder'],
      ['aide-memoire positions --json', 'all of them, for a program'],
    ],
    exitCodes: { 0: 'there is one', 1: 'there is none', 2: UNREADABLE },
  },
  mcp: {
    summary: 'answer an agent that speaks the Model Context Protocol, over standard input and output',
    about: `The agent may search the record, check texts, and ask for positions and documents; it changes nothing. It starts this command itself; its settings name it so:
{"mcpServers": {"aide-memoire": {"command": "aide-memoire", "args": ["mcp", "--corpus", "/path/to/record"]}}}`,
    examples: [['aide-memoire mcp < /dev/null', 'what an agent starts; it ends when nobody is there']],
    exitCodes: { 0: 'the agent went away', 2: 'the command was not understood' },
  },
  compare: {
    summary: 'print whether the later of two texts conflicts with the earlier one, without any record',
    about: `A line of the file is {"id": "1", "prior": "what was said", "draft": "what is written now"}; other keys are passed over.
The verdict is conflict, shift (weaker, stronger, or another qualifier), consistent or unrelated. --json prints one object a line.`,
    examples: [
      [
        `echo '{"id": "1", "prior": "We need a treaty.", "draft": "We do not need a treaty."}' | aide-memoire compare --pairs -`,
        'one pair',
      ],
      ['aide-memoire compare --pairs pairs.jsonl --judge rules --json', 'many, for a program'],
    ],
    exitCodes: {
      0: 'every pair is answered',
      2: 'the file or one of its lines could not be read (the others are answered), or the command was not understood',
    },
  },
  import: {
    summary: 'read documents of any format and write them as normalised Markdown',
    about: `Says of each what was read, what was guessed of its head, and why it was skipped. Nothing is overwritten, and a document that is there already is left.`,
    examples: [
      ['aide-memoire import papers --into record', 'a folder of PDF, Word, HTML, Markdown and text'],
      ['aide-memoire import papers/speech.html --into record --json', 'for a program'],
    ],
    exitCodes: {
      0: 'everything is there now',
      1: 'something was skipped',
      2: 'nothing was found, or the command was not understood',
    },
  },
  index: {
    summary: 'read the record and print what is in it, and what was skipped and why',
    about: `What the options choose is what every other command would answer from. With --snapshots, a record of more than 200,000 words is kept in that folder, readable by you alone; commands that name the same folder and the same record begin with it, and so does lsp for an editor that passes it as snapshotFolder. Nothing is kept of a record that holds a restricted document.`,
    examples: [
      ['aide-memoire index', 'the bundled record'],
      ['aide-memoire index --no-bundled --corpus record --json', 'a folder of your own, for a program'],
      ['aide-memoire index --corpus record --snapshots snapshots', 'ready for the next start'],
    ],
    exitCodes: {
      0: 'everything is in the record',
      1: 'something was skipped',
      2: `there is no document at all, ${UNREADABLE}`,
    },
  },
  publish: {
    summary: 'put the documents of a folder on a server that your ministry shares',
    about: `The server is PostgreSQL 15 or newer. Who may read a document is what it says itself (handling: open, internal or restricted, at its top or in corpus.yaml); a document that does not say is for its mission alone.
Publish again whenever the folder has changed: what is new or changed is put in, what has left the folder is taken out, all else is left. Files that cannot be read this time stay as they were published. Only this folder's collection is touched. If the command is broken off, run it again: it goes on where it stopped.
The password comes from the file that PGPASSFILE names (~/.pgpass by default) or from PGPASSWORD, never from the address. A server that is not on this machine is spoken to under TLS only.
Words are read by the product's own lists: what .aide-memoire adds counts for you alone.`,
    examples: [
      ['aide-memoire publish record --to postgres://archivist@localhost/precedents', 'as the collection "record"'],
      [
        'aide-memoire publish record --to postgres://archivist@localhost/precedents --mission Pakistan --collection oewg --json',
        'under names of your own, for a program',
      ],
    ],
    exitCodes: {
      0: 'the server has all of the folder, and nothing else of its collection',
      1: 'the server has it, but something was skipped',
      2: 'nothing, or not all, could be published, or the command was not understood',
    },
  },
  corpus: {
    summary: 'turn documents as received and their catalogue into normalised Markdown',
    about:
      'For those who build the bundled record. The same documents give the same files, and files that are right are not touched.',
    examples: [['aide-memoire corpus --seeds seeds --into documents', 'the whole catalogue']],
    exitCodes: {
      0: 'every document is there now',
      1: 'a document could not be used',
      2: 'there is no usable catalogue, or the command was not understood',
    },
  },
  lsp: {
    summary: 'serve the Language Server Protocol over standard input and output, for any editor',
    about: 'It is the server that VS Code starts. Settings come from the editor, under the names of the extension.',
    examples: [['aide-memoire lsp --stdio < /dev/null', 'what an editor starts; it ends when nobody is there']],
    exitCodes: {
      0: 'it ended as the editor told it to',
      1: 'the editor went away without a word',
      2: 'the command was not understood',
    },
  },
} as const satisfies Readonly<Record<string, ManualPage>>;

/** A command that has a page. */
export type CommandName = keyof typeof MANUAL;

/** Puts the page of a command into its help. */
export function explain(command: Command, page: ManualPage): Command {
  const examples = page.examples.map(([line, does]) => `  ${line}\n      ${does}`);
  const codes = Object.entries(page.exitCodes).flatMap(([code, meaning]) => {
    const [first = '', ...rest] = wrap(meaning, HELP_WIDTH, '     ');
    return [`  ${code}  ${first.trimStart()}`, ...rest];
  });
  return command
    .summary(page.summary)
    .description(`${page.summary}\n\n${page.about}`)
    .addHelpText('after', `\nExamples:\n${examples.join('\n')}\n\nExit codes:\n${codes.join('\n')}`);
}
