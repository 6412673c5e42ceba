// `make module NAME=Journal`: writes a small module (project, page, texts, tests, migration) from the files in eng/module, and adds it to every list of modules.
// Everything is worked out before anything is written; a list that has changed its shape is told of by its file and what was looked for.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const templates = join(dirname(fileURLToPath(import.meta.url)), 'module');
const web = 'Ami.Web/ClientApp';
const { values: options } = parseArgs({
  options: {
    name: { type: 'string', default: '' },
    title: { type: 'string', default: '' },
    'title-es': { type: 'string', default: '' },
    /** Tests write into a copy of the lists, where nothing can be restored. */
    into: { type: 'string' },
  },
});
const root = options.into ?? join(templates, '../..');
const { name, title } = options;
const titleEs = options['title-es'];
const words = name.match(/[A-Z][a-z0-9]*/g)?.map((word) => word.toLowerCase()) ?? [];
const kebab = words.join('-');
const camel = name.charAt(0).toLowerCase() + name.slice(1);
const project = `Ami.Modules/${name}/Ami.Modules.${name}.csproj`;

refuse(problems());
const files = { ...created(), ...edited() };
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
if (!options.into) settle();
console.log(`${Object.keys(files).map((path) => `  ${path}`).join('\n')}

${name} is there. Next, each in turn:
  dotnet build Ami.sln
  npm run --prefix ${web} api:types
  dotnet test Ami.Tests --filter FullyQualifiedName~Ami.Tests.${name}.
  npm test --prefix ${web} -- ${kebab}
The build writes the OpenAPI document, from which the page's types are made. Then put your own in the place of the entries.`);

/** What speaks against the name, in sentences. Only what neither the compiler nor a test would tell of. */
function problems() {
  if (!/^([A-Z][a-z0-9]+)+$/.test(name)) return [`"${name}" is no name for a module. In PascalCase: make module NAME=Journal TITLE="Journal" TITLE_ES="Diario"`];
  const wrong = [title, titleEs].filter((text) => !/^\p{L}[\p{L}\p{N} -]{0,39}$/u.test(text));
  if (wrong.length > 0) return wrong.map((text) => `"${text}" is no title: TITLE and TITLE_ES are up to 40 letters, digits, blanks and hyphens.`);
  return [
    ...[`Ami.Modules/${name}`, `Ami.Tests/${name}`, `${web}/src/features/${kebab}`].filter((path) => existsSync(join(root, path))).map((path) => `${path} exists already.`),
    ...(read(`${web}/src/app/router.tsx`).includes(`path: '${kebab}'`) ? [`The web app has a page at /${kebab} already.`] : []),
    ...(new RegExp(`^ {6}${camel}: `, 'm').test(read(`${web}/src/i18next.d.ts`)) ? [`The web app has texts called ${camel} already.`] : []),
  ];
}

/** The files of eng/module with the module's words in place of the placeholders, in names and contents. */
function created() {
  const fill = (text) =>
    text
      .replaceAll('__Name__', name)
      .replaceAll('__kebab-name__', kebab)
      .replaceAll('__snake_name__', words.join('_'))
      .replaceAll('__camelName__', camel)
      .replaceAll('__Title__', title)
      .replaceAll('__Titulo__', titleEs);
  const paths = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [fill(relative(templates, path)).replaceAll(sep, '/'), fill(readFileSync(path, 'utf8'))]));
}

/** What lists modules, with a line more: before or after what is looked for, of which there has to be one, or after the last of several. */
function edited() {
  const edits = [
    ['Ami.Modules/AllModules.cs', 'before', /^ {4}\];$/gm, `        new ${name}.${name}Module(),\n`],
    ['Ami.Modules/Ami.Modules.csproj', 'afterLast', /^ {4}<ProjectReference .*\n/gm, `    <ProjectReference Include="${name}/Ami.Modules.${name}.csproj" />\n`],
    ['Ami.Services.slnf', 'before', /^ {6}"Ami\.Quant\//gm, `      "${project}",\n`],
    ['README.md', 'afterLast', /^\| .* \| `Ami\.Modules\/\w+` \|\n/gm, `| ${title.toLowerCase()} | \`Ami.Modules/${name}\` |\n`],
    [
      'Ami.Tests/ApiService/RoleMatrix/AccessTable.cs',
      'before',
      /^ {8}\/\/ Administration\.\n/gm,
      `        // ${title}.\n        new("GET /api/${kebab}", SignedIn),\n        new("POST /api/${kebab}", SignedIn),\n`,
    ],
    ['Ami.Tests/Identity/MyDataTests.cs', 'before', /^ {16}"jobs\/jobs\.json"/gm, `                "${kebab}/entries.json",\n`],
    ['Ami.Tests/Browser/PagesTests.cs', 'after', /^ {8}"\/trade",\n/gm, `        "/${kebab}",\n`],
    [`${web}/src/app/router.tsx`, 'before', /^ {14}\{\n {16}path: 'account',\n/gm, `              { path: '${kebab}', lazy: () => import('@/features/${kebab}/routes/${name}Page') },\n`],
    [`${web}/src/app/navigation.ts`, 'before', /^\] as const satisfies/gm, `  { to: '/${kebab}', label: 'nav.${camel}', icon: 'table', flag: 'module.${kebab}' },\n`],
    [`${web}/src/app/texts/en.ts`, 'before', /^ {4}account: 'Account',\n/gm, `    ${camel}: '${title}',\n`],
    [`${web}/src/app/texts/es.ts`, 'before', /^ {4}account: 'Cuenta',\n/gm, `    ${camel}: '${titleEs}',\n`],
    [`${web}/src/i18next.d.ts`, 'afterLast', /^import type \{ en as .*\n/gm, `import type { en as ${camel} } from './features/${kebab}/texts/en';\n`],
    [`${web}/src/i18next.d.ts`, 'before', /^ {6}errors: Record<string, string>;\n/gm, `      ${camel}: typeof ${camel};\n`],
  ];
  const texts = {};
  const strange = [];
  for (const [path, where, anchor, line] of edits) {
    const text = (texts[path] ??= read(path));
    const found = [...text.matchAll(anchor)];
    if (where === 'afterLast' ? found.length === 0 : found.length !== 1) strange.push(`${path}: ${found.length} places match ${anchor}`);
    else {
      const at = found.at(-1).index + (where === 'before' ? 0 : found.at(-1)[0].length);
      texts[path] = text.slice(0, at) + line + text.slice(at);
    }
  }
  refuse(strange);
  return texts;
}

/** Into the solution and the lock files, and into the formatters' layout, which depends on the length of names; the web app's where its tools are installed. */
function settle() {
  run('dotnet', ['sln', 'Ami.sln', 'add', '--in-root', '--include-references', 'false', project], root);
  run('dotnet', ['restore', 'Ami.sln'], root);
  run('dotnet', ['tool', 'restore'], root);
  run('dotnet', ['csharpier', 'format', ...Object.keys(files).filter((path) => path.endsWith('.cs'))], root);
  const prettier = join(root, web, 'node_modules/.bin/prettier');
  const pages = Object.keys(files).filter((path) => path.startsWith(web)).map((path) => relative(web, path));
  if (existsSync(prettier)) run(prettier, ['--write', '--log-level', 'warn', ...pages], join(root, web));
}

function run(program, args, folder) {
  const { status, error } = spawnSync(program, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) refuse([`${name} is written, but this did not work: ${program} ${args.join(' ')} (in ${folder})${error ? `: ${error.message}` : ''}`]);
}

function read(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
}

function refuse(reasons) {
  if (reasons.length === 0) return;
  console.error(reasons.join('\n'));
  process.exit(1);
}
