import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';

const root = join(__dirname, '../..');
const manual = readFileSync(join(root, 'docs/operations.md'), 'utf8');

describe('docs/operations.md', () => {
  it('says what to do about every alarm, and knows no other', async () => {
    const file = 'infra/modules/observability/main.tf';
    const { resource } = (await parse(file, readFileSync(join(root, file), 'utf8'))) as { resource: { aws_cloudwatch_metric_alarm: Record<string, [{ alarm_name: string }]> } };
    const alarms = Object.values(resource.aws_cloudwatch_metric_alarm).map(([alarm]) => alarm.alarm_name.replace('${var.name}', 'facerec-ENV'));
    const sections = [...manual.matchAll(/^### (.*)$/gm)].map(([, title]) => title as string);
    expect(sections.toSorted()).toEqual(alarms.toSorted());
  });

  it('explains every chart of the dashboard', () => {
    const dashboard = readFileSync(join(root, 'infra/modules/observability/dashboard.tf'), 'utf8');
    const titles = [...dashboard.matchAll(/title\s+= "([\w ,]+?)(, seconds|, percent)?"/g)].map(([, title]) => title as string);
    expect(titles.length).toBeGreaterThan(8);
    for (const title of titles) expect({ title, explained: manual.includes(`\n| ${title} |`) }).toEqual({ title, explained: true });
  });

  it('names files that exist', () => {
    const files = [...manual.matchAll(/(?<![\w/.-])((?:\.\.\/)?(?:docker|infra|models|tools)\/[\w./-]*\w)/g)].map(([, file]) => (file as string).replace('../', ''));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files.filter((each) => !each.startsWith('infra/envs/'))) expect({ file, exists: existsSync(join(root, file)) }).toEqual({ file, exists: true });
  });
});
