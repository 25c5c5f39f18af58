import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The tool as npm runs it. */
function detect(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['tools/run.mjs', 'detect', ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('npm run detect', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'detect-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('prints the faces and draws them', async () => {
    const out = join(folder, 'annotated.png');
    const { code, stdout } = await detect('.data/samples/sample1.jpg', '--out', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1920 × 1280, 3 faces/);
    expect((await stat(out)).size).toBeGreaterThan(100_000);
  });

  it('refuses what is not an image in one line, and writes nothing', async () => {
    const text = join(folder, 'text.jpg');
    await writeFile(text, 'not an image');
    const { code, stderr } = await detect(text, '--out', join(folder, 'out.png'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: The image cannot be decoded: .*\n$/);
    expect(await readdir(folder)).toEqual(['text.jpg']);
  });

  it('names a photo that is not there', async () => {
    const { code, stderr } = await detect(join(folder, 'none.jpg'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cannot read .*none\.jpg/);
  });

  it('shows its usage when used wrongly', async () => {
    for (const args of [[], ['a.jpg', 'b.jpg'], ['a.jpg', '--out', 'b.bmp'], ['a.jpg', '--detail', 'most'], ['--unknown']]) {
      const { code, stderr } = await detect(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/usage: npm run detect/);
    }
  });
});
