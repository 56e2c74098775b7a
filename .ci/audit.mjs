// node .ci/audit.mjs: asks the registry for known weaknesses of all that is installed. Fails at one of "high" or worse that
// dependencies.yaml does not explain, and at an explanation that is no longer needed. A registry that does not answer is no finding.
import { spawnSync } from 'node:child_process';
import { known } from './packages.mjs';

const { stdout, stderr } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const { passed, lines } = judged(parsed(stdout));
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = passed ? 0 : 1;

/** Whether npm's report lets the run pass, and what to say. */
function judged(report) {
  if (report?.auditReportVersion === undefined) {
    const unanswered = report?.message;
    if (unanswered === undefined) return { passed: false, lines: [`npm audit failed: ${stderr || stdout}`] };
    return { passed: true, lines: [`NOT AUDITED: the registry did not answer (${unanswered}).`] };
  }
  const found = new Map(Object.values(report.vulnerabilities).flatMap(advisoriesOf));
  const open = [...found].filter(([url]) => !Object.hasOwn(known.advisories, url));
  const needless = Object.keys(known.advisories).filter((url) => !found.has(url));
  const faults = [
    ...open.map(([url, what]) => `${what}: ${url}`),
    ...needless.map((url) => `${url} is explained in .ci/dependencies.yaml and no longer found: take it out.`),
  ];
  if (faults.length > 0) return { passed: false, lines: faults };
  return { passed: true, lines: [`No open weakness of "high" or worse; ${found.size} explained.`] };
}

/** The advisories of one package that weigh "high" or more: address, and what it is about. What only depends on it has none. */
function advisoriesOf({ via }) {
  return via
    .filter((cause) => cause.severity === 'high' || cause.severity === 'critical')
    .map(({ name, severity, title, url }) => [url, `${name}: ${severity}: ${title}`]);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
