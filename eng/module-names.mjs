// The forms of a module's name, and what speaks against one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that PostgreSQL reserves; a schema of such a name would have to be quoted everywhere. */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate column concurrently constraint create cross
  current default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner
  intersect into is isnull join lateral leading left like limit localtime natural not notnull null offset on only or order outer overlaps placing
  primary references returning right select similar some symmetric table tablesample then to trailing true union unique user using variadic verbose
  when where window with`.split(/\s+/),
);

/** Words that a TypeScript file cannot import something as. */
const keywords = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null package private protected public return static super switch this throw true try typeof var void while with yield let await async'.split(' '),
);

export function wordsOf(name, title, titleEs) {
  const parts = name.match(/[A-Z][a-z0-9]*/g) ?? [];
  const lower = parts.map((part) => part.toLowerCase());
  const plain = title || lower.join(' ').replace(/^./, (first) => first.toUpperCase());
  return {
    name,
    kebab: lower.join('-'),
    snake: lower.join('_'),
    camel: name.charAt(0).toLowerCase() + name.slice(1),
    title: plain,
    titleEs: titleEs || plain,
  };
}

/** Sentences; none when the name is free. */
export function problemsOf(root, { name, kebab, snake, camel, title, titleEs }) {
  if (!/^([A-Z][a-z0-9]+)+$/.test(name)) return [`"${name}" is no name for a module: write it in PascalCase, in the Latin alphabet, for example Journal or OrderFlow.`];
  const wrongTitle = [title, titleEs].find((text) => !/^\p{L}[\p{L}\p{N} -]{0,39}$/u.test(text));
  if (wrongTitle !== undefined) return [`"${wrongTitle}" is no title: write up to 40 letters, digits, blanks and hyphens.`];
  if (existsSync(join(root, 'Ami.Modules', name))) return [`Ami.Modules/${name} exists already; nothing was changed.`];
  const problems = [];
  if (reserved.has(snake) || keywords.has(camel)) problems.push(`"${snake}" is a reserved word of PostgreSQL or TypeScript; take another name.`);
  for (const folder of [`Ami.Tests/${name}`, `Ami.Web/ClientApp/src/features/${kebab}`, `Ami.${name}`])
    if (existsSync(join(root, folder))) problems.push(`${folder} exists already.`);
  if (read(root, 'Ami.Web/ClientApp/src/app/router.tsx').includes(`path: '${kebab}'`)) problems.push(`The web app has a page at /${kebab} already.`);
  if (new RegExp(`^ {6}${camel}: `, 'm').test(read(root, 'Ami.Web/ClientApp/src/i18next.d.ts'))) problems.push(`The web app has texts called ${camel} already.`);
  if (new RegExp(`"/api/${kebab}["/]`).test(read(root, 'Ami.ApiService/openapi/ami.json'))) problems.push(`The API has addresses under /api/${kebab} already.`);
  return [...problems, ...shadowed(root, name)];
}

/**
 * The namespaces Ami.Modules.<Name> and Ami.Tests.<Name> hide everything else of that name from all modules and tests: our own types and namespaces,
 * and what they use of the platform's (Path, Task, Timer).
 */
function shadowed(root, name) {
  const declared = new RegExp(`\\b(?:class|record|struct|interface|enum|delegate \\S+) ${name}\\b|^namespace [\\w.]*\\.${name}\\b`, 'm');
  const used = new RegExp(`(?<![\\w.$@])${name}(?:<|\\.[A-Z]|\\??(?:\\[\\])? [a-z_]\\w* ?[=;,){(])`);
  const projects = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.startsWith('Ami.') && entry.name !== 'Ami.Web');
  for (const { name: project } of projects)
    for (const file of sources(join(root, project))) {
      const code = readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '').replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
      if (declared.test(code) || ((project === 'Ami.Modules' || project === 'Ami.Tests') && used.test(code)))
        return [`${file.slice(root.length + 1)} uses the name ${name} for something else, which a namespace of that name would hide; take another name.`];
    }
  return [];
}

function* sources(folder) {
  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'bin' && entry.name !== 'obj') yield* sources(path);
    else if (entry.name.endsWith('.cs')) yield path;
  }
}

function read(root, path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
