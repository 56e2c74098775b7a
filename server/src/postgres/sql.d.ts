/** A migration's text: esbuild and vitest both give a file that is asked for so as it stands. */
declare module '*.sql?raw' {
  const sql: string;
  export default sql;
}
