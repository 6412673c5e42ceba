// `make module NAME=Journal`: writes an empty module (project, page, texts, tests, migration) from the files in eng/module, and adds it to every list of modules.
// Everything is worked out before anything is written; a list that has changed its shape is told of by its file and what was looked for.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { problemsOf, wordsOf } from './module-names.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const usage = 'make module NAME=Journal [TITLE="Journal"] [TITLE_ES="Diario"]';
const web = 'Ami.Web/ClientApp';

const { values: options } = parseArgs({
  options: {
    name: { type: 'string', default: '' },
    title: { type: 'string', default: '' },
    'title-es': { type: 'string', default: '' },
    root: { type: 'string', default: join(here, '..') },
    'no-restore': { type: 'boolean', default: false },
  },
});
const root = resolve(options.root);
const words = wordsOf(options.name, options.title, options['title-es']);
const { name, kebab, camel } = words;

refuse(options.name === '' ? [`Which one? ${usage}`] : problemsOf(root, words));
const files = { ...created(), ...edited() };
write(files);
console.log(Object.keys(files).map((path) => `  ${path}`).join('\n'));
if (!options['no-restore']) restore();
console.log(`
${name} is there. Next, each in turn:
  dotnet build Ami.sln
  npm run --prefix ${web} api:types
  dotnet test Ami.Tests --filter FullyQualifiedName~Ami.Tests.${name}.
  npm test --prefix ${web} -- ${kebab}
The build writes the OpenAPI document, from which the page's types are made. Then put your own in the place of the entries.`);
if (words.titleEs === words.title)
  console.log(`Translate "${words.title}" in ${web}/src/app/texts/es.ts and src/features/${kebab}/texts/es.ts.`);

/** The files of eng/module with the module's words in place of the placeholders, in names and contents. */
function created() {
  const templates = join(here, 'module');
  const fill = (text) =>
    text
      .replaceAll('__Name__', name)
      .replaceAll('__kebab-name__', kebab)
      .replaceAll('__snake_name__', words.snake)
      .replaceAll('__camelName__', camel)
      .replaceAll('__Title__', words.title)
      .replaceAll('__Titulo__', words.titleEs);
  const found = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [fill(relative(templates, path)).replaceAll(sep, '/'), fill(readFileSync(path, 'utf8'))];
    }),
  );
}

/** What lists modules, with a line more. */
function edited() {
  const project = `Ami.Modules/${name}/Ami.Modules.${name}.csproj`;
  const id = projectId(project);
  const lists = {
    'Ami.Modules/AllModules.cs': [before(/^ {4}\];$/gm, `        new ${name}.${name}Module(),\n`)],
    'Ami.Modules/Ami.Modules.csproj': [afterLast(/^ {4}<ProjectReference .*\n/gm, `    <ProjectReference Include="${name}/Ami.Modules.${name}.csproj" />\n`)],
    'Ami.sln': [
      before(/^Global$/gm, `Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Ami.Modules.${name}", "${project.replaceAll('/', '\\')}", "{${id}}"\nEndProject\n`),
      after(/^\tGlobalSection\(ProjectConfigurationPlatforms\) = postSolution\n/gm, configurations(id)),
    ],
    'Ami.Services.slnf': [withProject(project)],
    'README.md': [afterLast(/^\| .* \| `Ami\.Modules\/\w+` \|\n/gm, `| ${words.title.toLowerCase()} | \`Ami.Modules/${name}\` |\n`)],
    'Ami.Tests/ApiService/RoleMatrix/AccessTable.cs': [
      before(/^ {8}\/\/ Administration\.\n/gm, `        // ${words.title}.\n        new("GET /api/${kebab}", SignedIn),\n        new("POST /api/${kebab}", SignedIn),\n\n`),
    ],
    'Ami.Tests/Identity/MyDataTests.cs': [before(/^ {12}"jobs\/jobs\.json"/gm, `            "${kebab}/entries.json",\n`)],
    'Ami.Tests/Browser/PagesTests.cs': [after(/ "\/trade",/g, ` "/${kebab}",`)],
    [`${web}/src/app/router.tsx`]: [
      before(/^ {14}\{\n {16}path: 'account',\n/gm, `              { path: '${kebab}', lazy: () => import('@/features/${kebab}/routes/${name}Page') },\n`),
    ],
    [`${web}/src/app/navigation.ts`]: [before(/^\] as const satisfies/gm, `  { to: '/${kebab}', label: 'nav.${camel}', icon: 'table', flag: 'module.${kebab}' },\n`)],
    [`${web}/src/app/texts/en.ts`]: [before(/^ {4}account: 'Account',\n/gm, `    ${camel}: '${words.title}',\n`)],
    [`${web}/src/app/texts/es.ts`]: [before(/^ {4}account: 'Cuenta',\n/gm, `    ${camel}: '${words.titleEs}',\n`)],
    [`${web}/src/i18next.d.ts`]: [
      afterLast(/^import type \{ en as .*\n/gm, `import type { en as ${camel} } from './features/${kebab}/texts/en';\n`),
      before(/^ {6}errors: Record<string, string>;\n/gm, `      ${camel}: typeof ${camel};\n`),
    ],
  };
  const problems = [];
  const result = Object.entries(lists).map(([path, edits]) => {
    const text = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
    const put = (sofar, edit) => {
      const next = edit(sofar);
      if (typeof next === 'string') return next;
      problems.push(`${path}: ${next.missing}`);
      return sofar;
    };
    return [path, edits.reduce(put, text)];
  });
  refuse(problems);
  return Object.fromEntries(result);
}

function before(anchor, text) {
  return (file) => insert(file, text, anchor, (found) => found.index);
}

function after(anchor, text) {
  return (file) => insert(file, text, anchor, (found) => found.index + found[0].length);
}

function insert(file, text, anchor, place) {
  const found = [...file.matchAll(anchor)];
  if (found.length !== 1) return { missing: `${found.length} places match ${anchor}, and there should be one` };
  return splice(file, place(found[0]), text);
}

function afterLast(anchor, text) {
  return (file) => {
    const last = [...file.matchAll(anchor)].at(-1);
    return last ? splice(file, last.index + last[0].length, text) : { missing: `nothing matches ${anchor}` };
  };
}

function splice(file, at, text) {
  return file.slice(0, at) + text + file.slice(at);
}

function withProject(project) {
  return (file) => {
    const filter = file === '' ? null : JSON.parse(file);
    if (!Array.isArray(filter?.solution?.projects)) return { missing: 'it has no solution.projects' };
    filter.solution.projects = [...filter.solution.projects, project].sort();
    return `${JSON.stringify(filter, null, 2)}\n`;
  };
}

/** The same for the same path, so that two people who add the same module agree. */
function projectId(path) {
  const hex = createHash('sha256').update(path).digest('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `A${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function configurations(id) {
  const lines = ['Debug', 'Release'].flatMap((configuration) =>
    ['Any CPU', 'x64', 'x86'].flatMap((platform) =>
      ['ActiveCfg', 'Build.0'].map((what) => `\t\t{${id}}.${configuration}|${platform}.${what} = ${configuration}|Any CPU\n`),
    ),
  );
  return lines.join('');
}

/** All or nothing: what was written before a failure is taken back. */
function write(contents) {
  const undo = [];
  try {
    for (const [path, text] of Object.entries(contents)) {
      const file = join(root, path);
      const old = existsSync(file) ? readFileSync(file) : null;
      const made = mkdirSync(dirname(file), { recursive: true });
      undo.push(() => (old === null ? rmSync(made ?? file, { recursive: true, force: true }) : writeFileSync(file, old)));
      writeFileSync(file, text);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    refuse([`Nothing was changed, because a file could not be written: ${error.message}`]);
  }
}

/** Lock files name the new project; the web app's files are brought into its line width where its tools are installed. */
function restore() {
  run('dotnet', ['restore', 'Ami.sln'], root);
  const prettier = join(root, web, 'node_modules/.bin/prettier');
  const pages = Object.keys(files).filter((path) => path.startsWith(web));
  if (existsSync(prettier)) run(prettier, ['--write', '--log-level', 'warn', ...pages.map((path) => path.slice(web.length + 1))], join(root, web));
}

function run(program, args, folder) {
  const { status, error } = spawnSync(program, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) refuse([`${name} is written, but this did not work: ${program} ${args.join(' ')}${error ? ` (${error.message})` : ''}. Repair that and run it again in ${folder}.`]);
}

function refuse(problems) {
  if (problems.length === 0) return;
  console.error(problems.join('\n'));
  process.exit(1);
}
