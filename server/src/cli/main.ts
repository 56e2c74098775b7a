#!/usr/bin/env node
import { Command, Option } from 'commander';
import { DEFAULT_SETTINGS } from '../api/settings.js';
import { CHECK_FORMATS, type CheckOptions, FAIL_ON, runCheck } from './check.js';
import { type CompareOptions, runCompare } from './compare.js';
import { type CorpusOptions, runCorpus } from './corpus.js';
import { type CounterpartOptions, runCounterparts } from './counterparts.js';
import { type ImportOptions, runImport } from './import.js';
import { type IndexOptions, runIndex } from './indexRecord.js';
import { type LspOptions, runLsp } from './lsp.js';
import { explain, MANUAL } from './manual.js';
import { type McpOptions, runMcp } from './mcp.js';
import {
  delegationOption,
  jsonOption,
  judgeOption,
  limitOption,
  readingLimitOption,
  recordCommand,
} from './options.js';
import { type PositionsOptions, runPositions } from './positions.js';
import { type PublishOptions, runPublish } from './publish.js';
import { REPORT_FORMATS, type ReportOptions, runReport } from './report.js';
import { type ReviewOptions, runReview } from './review.js';
import { runSearch, type SearchOptions } from './search.js';
import { runSimilar, type SimilarOptions } from './similar.js';
import { BAD_USE, createTerminal } from './terminal.js';
import { productVersion } from './version.js';

const DRAFT = 'a draft in Markdown, plain text or Word (.docx); - reads standard input';
const terminal = createTerminal();

const program = new Command('aide-memoire')
  .description(
    'Checks negotiation drafts against a delegation’s own record. Nothing leaves this machine but what you publish.',
  )
  .version(productVersion(), '-V, --version', 'print the version')
  .helpOption('-h, --help', 'explain the command, with examples and exit codes')
  .helpCommand('help [command]', 'explain a command')
  .addHelpText('after', '\naide-memoire <command> --help explains a command, with examples and exit codes.')
  .showHelpAfterError('(--help explains the command.)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_USE));

explain(recordCommand(program, 'check'), MANUAL.check)
  .argument('<file...>', 'drafts in Markdown, plain text or Word (.docx); - reads standard input')
  .addOption(
    new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this severe')
      .choices(FAIL_ON)
      .default('warning'),
  )
  .addOption(
    new Option('--format <format>', 'of the findings; sarif is SARIF 2.1.0').choices(CHECK_FORMATS).default('text'),
  )
  .addOption(jsonOption('the findings').conflicts('format'))
  .option('--baseline <file>', 'print only findings that this file does not know')
  .addOption(
    new Option('--write-baseline <file>', 'write the findings into this file as known, and print none').conflicts([
      'baseline',
      'format',
      'json',
    ]),
  )
  .addOption(
    new Option('--annotate <file>', 'write a copy of a draft in Word in which each finding is a comment').conflicts(
      'writeBaseline',
    ),
  )
  .option('--force', 'let --annotate replace a file that is there')
  .action(async (files: string[], options: CheckOptions) => {
    process.exitCode = await runCheck(files, options, new Date(), terminal);
  });

explain(recordCommand(program, 'review'), MANUAL.review)
  .argument('<file>', DRAFT)
  .addOption(jsonOption('it'))
  .action(async (file: string, options: ReviewOptions) => {
    process.exitCode = await runReview(file, options, terminal);
  });

explain(recordCommand(program, 'report'), MANUAL.report)
  .argument('<file>', DRAFT)
  .addOption(new Option('--format <format>', 'of the report').choices(REPORT_FORMATS).default('md'))
  .addOption(jsonOption('the report').conflicts('format'))
  .option('--output <file>', 'write it into this file instead of printing it')
  .action(async (file: string, options: ReportOptions) => {
    process.exitCode = await runReport(file, options, new Date(), terminal);
  });

explain(recordCommand(program, 'search'), MANUAL.search)
  .argument('<query...>', 'words, "exact wording", -word, from:2021 to:2023-06 by:Pakistan in:OEWG tier:adopted')
  .addOption(limitOption('passages', 10))
  .addOption(jsonOption('the passages'))
  .action(async (query: string[], options: SearchOptions) => {
    process.exitCode = await runSearch(query.join(' '), options, terminal);
  });

explain(recordCommand(program, 'counterparts'), MANUAL.counterparts)
  .argument('<wording...>', 'the words as they stand in a row, or a whole sentence')
  .addOption(limitOption('holders', 10))
  .addOption(jsonOption('them'))
  .action(async (wording: string[], options: CounterpartOptions) => {
    process.exitCode = await runCounterparts(wording.join(' '), options, terminal);
  });

explain(recordCommand(program, 'similar'), MANUAL.similar)
  .argument('<text...>', 'the paragraph; - reads standard input')
  .addOption(limitOption('passages', 5))
  .addOption(jsonOption('them'))
  .action(async (text: string[], options: SimilarOptions) => {
    process.exitCode = await runSimilar(text.join(' '), options, terminal);
  });

explain(recordCommand(program, 'positions'), MANUAL.positions)
  .option('--topic <words>', 'only what is held on this, in whatever words: treaty, capacity-building')
  .option('--holder <name>', 'only what this delegation or group holds')
  .addOption(jsonOption('the positions'))
  .action(async (options: PositionsOptions) => {
    process.exitCode = await runPositions(options, terminal);
  });

explain(recordCommand(program, 'mcp'), MANUAL.mcp)
  .option(
    '--restricted',
    'also give it the words of restricted documents: whatever it reads goes to where its language model runs',
  )
  .action(async (options: McpOptions) => {
    const code = await runMcp(options, terminal);
    // Once all is written.
    process.stdout.write('', () => process.exit(code));
  });

explain(program.command('compare'), MANUAL.compare)
  .requiredOption('--pairs <file>', 'pairs of texts, one JSON object a line; - reads standard input')
  .addOption(delegationOption())
  .addOption(judgeOption())
  .addOption(jsonOption('each answer, on a line of its own,'))
  .action(async (options: CompareOptions) => {
    process.exitCode = await runCompare(options, terminal);
  });

explain(program.command('import'), MANUAL.import)
  .argument('<source...>', 'PDF, Word, HTML, Markdown or text files, or folders that hold some')
  .requiredOption('--into <folder>', 'folder for the normalised documents')
  .addOption(readingLimitOption())
  .addOption(jsonOption('what became of each document'))
  .action(async (sources: string[], options: ImportOptions) => {
    process.exitCode = await runImport(sources, options, terminal);
  });

explain(recordCommand(program, 'index'), MANUAL.index)
  .addOption(jsonOption('it, with every document,'))
  .action(async (options: IndexOptions) => {
    process.exitCode = await runIndex(options, terminal);
  });

explain(program.command('publish'), MANUAL.publish)
  .argument('<folder>', 'folder of documents in any format, and the folders in it')
  .requiredOption('--to <address>', 'of the database: postgres://login@host/database')
  .option('--mission <name>', `whose documents they are (default: ${DEFAULT_SETTINGS.delegation})`)
  .option('--collection <name>', 'what the folder is called among those of the mission (default: its own name)')
  .addOption(readingLimitOption())
  .addOption(jsonOption('what became of the documents'))
  .action(async (folder: string, options: PublishOptions) => {
    process.exitCode = await runPublish(folder, options, terminal);
  });

explain(program.command('corpus'), MANUAL.corpus)
  .requiredOption('--seeds <folder>', 'folder that holds catalog.yaml and the documents it names')
  .requiredOption('--into <folder>', 'folder for the normalised documents')
  .addOption(jsonOption('what became of each document'))
  .action(async (options: CorpusOptions) => {
    process.exitCode = await runCorpus(options, terminal);
  });

explain(program.command('lsp'), MANUAL.lsp)
  .option('--stdio', 'as it always does; editors say so to any server')
  .option('--clientProcessId <number>', 'process of the editor; the server ends with it')
  .action((options: LspOptions) => runLsp(options));

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

program.parseAsync().catch((error: unknown) => {
  terminal.err(error instanceof Error ? error.message : String(error));
  process.exitCode = BAD_USE;
});
