#!/usr/bin/env node
import { Command, Option } from 'commander';
import { DEFAULT_SETTINGS, JUDGE_USES } from '../api/settings.js';
import { type CheckOptions, FAIL_ON, runCheck } from './check.js';
import { type CompareOptions, runCompare } from './compare.js';
import { type CorpusOptions, runCorpus } from './corpus.js';
import { type CounterpartOptions, runCounterparts } from './counterparts.js';
import { type ImportOptions, runImport } from './import.js';
import { withLimit } from './limits.js';
import type { CorpusChoice } from './openWorkspace.js';
import { type McpOptions, runMcp } from './mcp.js';
import { type PositionsOptions, runPositions } from './positions.js';
import { REPORT_FORMATS, type ReportOptions, runReport } from './report.js';
import { runReview } from './review.js';
import { parseLimit, runSearch, type SearchOptions } from './search.js';
import { runSimilar, type SimilarOptions } from './similar.js';
import { createTerminal } from './terminal.js';

const BAD_USE = 2;
const terminal = createTerminal();

function readingLimitOption(): Option {
  return new Option(
    '--reading-limit <name=number...>',
    'what one document may cost to read, as in aideMemoire.corpus.limits',
  )
    .default(DEFAULT_SETTINGS.corpus.limits, 'those of the settings')
    .argParser(withLimit);
}

function judgeOption(): Option {
  return new Option('--judge <use>', 'who says what contradicts: the rules alone, or a learned judge besides').choices(
    JUDGE_USES,
  );
}

function draftCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .option('--delegation <name>', 'the delegation whose positions bind the draft (default: Pakistan)')
    .option('--group <name...>', 'groups it belongs to (default: Non-Aligned Movement)')
    .option('--forum <name>', 'forum whose documents come first among equals')
    .option('--corpus <folder...>', 'more folders of prior documents')
    .option('--no-bundled', 'leave the bundled corpus out')
    .addOption(judgeOption())
    .addOption(readingLimitOption());
}

const program = new Command('aide-memoire')
  .description('Checks negotiation drafts against a delegation’s own record. Nothing leaves this machine.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_USE));

draftCommand(program, 'check')
  .description('print the findings of drafts')
  .argument('<file...>', 'drafts in Markdown, plain text or Word (.docx)')
  .addOption(
    new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this severe')
      .choices(FAIL_ON)
      .default('warning'),
  )
  .option('--json', 'print the findings as JSON')
  .option('--annotate <file>', 'write a copy of a draft in Word in which each finding is a comment')
  .option('--force', 'let --annotate replace a file that is there')
  .action(async (files: string[], options: CheckOptions) => {
    process.exitCode = await runCheck(files, options, new Date(), terminal);
  });

draftCommand(program, 'review')
  .description('print what the editor would show in a draft: precedents, suggestions and findings')
  .argument('<file>', 'a draft in Markdown, plain text or Word (.docx)')
  .action(async (file: string, options: CorpusChoice) => {
    process.exitCode = await runReview(file, options, terminal);
  });

draftCommand(program, 'report')
  .description('write what a capital clears a draft by: findings, departures, coverage and precedents')
  .argument('<file>', 'a draft in Markdown, plain text or Word (.docx)')
  .addOption(new Option('--format <format>', 'of the report').choices(REPORT_FORMATS).default('md'))
  .option('--output <file>', 'write it into this file instead of printing it')
  .action(async (file: string, options: ReportOptions) => {
    process.exitCode = await runReport(file, options, new Date(), terminal);
  });

draftCommand(program, 'search')
  .description('print the passages of the record that answer a query')
  .argument('<query...>', 'words, "exact wording", -word, from:2021 to:2023-06 by:Pakistan in:OEWG tier:adopted')
  .option('--limit <number>', 'passages at most', parseLimit, 10)
  .option('--json', 'print the passages as JSON, with the reasons for their order')
  .addHelpText(
    'after',
    `
Put the query in single quotation marks, so that the terminal leaves its own ones in place:
  aide-memoire search '"parallel structure" -treaty by:own from:2021'
by: takes own, group, other, or a holder's name or initials; tier: takes adopted, chair, group, own or other.
Write -- before a query that begins with a minus.`,
  )
  .action(async (query: string[], options: SearchOptions) => {
    process.exitCode = await runSearch(query.join(' '), options, terminal);
  });

draftCommand(program, 'counterparts')
  .description('print who else uses a wording, since when, and who wrote against it, in their own words')
  .argument('<wording...>', 'the words as they stand in a row, or a whole sentence')
  .option('--limit <number>', 'holders at most', parseLimit, 10)
  .option('--json', 'print them as JSON')
  .action(async (wording: string[], options: CounterpartOptions) => {
    process.exitCode = await runCounterparts(wording.join(' '), options, terminal);
  });

draftCommand(program, 'similar')
  .description('print the passages of the record that are like a paragraph, compared with it word by word')
  .argument('<text...>', 'the paragraph; - reads it from standard input')
  .option('--limit <number>', 'passages at most', parseLimit, 5)
  .option('--json', 'print them as JSON')
  .action(async (text: string[], options: SimilarOptions) => {
    process.exitCode = await runSimilar(text.join(' '), options, terminal);
  });

draftCommand(program, 'positions')
  .description('print what the delegation and its groups hold, topic by topic, and what became of each statement')
  .option('--topic <words>', 'only what is held on this, in whatever words: treaty, capacity-building')
  .option('--holder <name>', 'only what this delegation or group holds')
  .option('--json', 'print the positions as JSON')
  .addHelpText(
    'after',
    `
What .aide-memoire/positions.yaml confirms, adds or retires counts.
  aide-memoire positions --topic treaty --holder Pakistan
A statement is current or confirmed when it stands; else retained, strengthened or superseded by a later one, or retired.`,
  )
  .action(async (options: PositionsOptions) => {
    process.exitCode = await runPositions(options, terminal);
  });

draftCommand(program, 'mcp')
  .description('answer an agent that speaks the Model Context Protocol, over standard input and output')
  .option(
    '--restricted',
    'also give it the words of restricted documents: whatever it reads goes to where its language model runs',
  )
  .addHelpText(
    'after',
    `
It may search the record and check texts, and changes nothing. An agent starts this command itself; its settings name it so:
  {"mcpServers": {"aide-memoire": {"command": "aide-memoire", "args": ["mcp", "--corpus", "/path/to/record"]}}}`,
  )
  .action(async (options: McpOptions) => {
    process.exitCode = await runMcp(options, terminal);
  });

program
  .command('compare')
  .description('print whether the later of two texts conflicts with the earlier one, without any record')
  .requiredOption('--pairs <file>', 'pairs of texts, one JSON object a line; - reads standard input')
  .option('--delegation <name>', 'whose texts both are (default: Pakistan)')
  .addOption(judgeOption())
  .option('--json', 'print one JSON object a line')
  .addHelpText(
    'after',
    `
A line is {"id": "1", "prior": "what was said", "draft": "what is written now"}; other keys are passed over.
  echo '{"id": "1", "prior": "We need a treaty.", "draft": "We do not need a treaty."}' | aide-memoire compare --pairs -
The verdict is conflict, shift (weaker, stronger, or another qualifier), consistent or unrelated.`,
  )
  .action(async (options: CompareOptions) => {
    process.exitCode = await runCompare(options, terminal);
  });

program
  .command('import')
  .description('read documents of any format and write them as normalised Markdown')
  .argument('<source...>', 'PDF, Word, HTML, Markdown or text files, or folders that hold some')
  .requiredOption('--into <folder>', 'folder for the normalised documents')
  .addOption(readingLimitOption())
  .action(async (sources: string[], options: ImportOptions) => {
    process.exitCode = await runImport(sources, options, terminal);
  });

program
  .command('corpus')
  .description('turn documents as received and their catalogue into normalised Markdown')
  .requiredOption('--seeds <folder>', 'folder that holds catalog.yaml and the documents it names')
  .requiredOption('--into <folder>', 'folder for the normalised documents')
  .action(async (options: CorpusOptions) => {
    process.exitCode = await runCorpus(options, (line) => terminal.out(line));
  });

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  terminal.err(error instanceof Error ? error.message : String(error));
  process.exitCode = BAD_USE;
});
