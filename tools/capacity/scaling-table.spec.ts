import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backlogPerTask, readScalingTable } from './scaling-table';
import { aTable } from './testing/tables';

describe('readScalingTable', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-scaling-'));
  const file = join(directory, 'scaling.json');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('lays an environment over the defaults, key by key, as Terraform does', () => {
    const defaults = { indexer: { max_tasks: 40, min_tasks: 0 }, api: { max_tasks: 10 } };
    writeFileSync(file, JSON.stringify({ defaults, environments: { staging: { indexer: { max_tasks: 3 } }, production: {} } }));
    expect(readScalingTable(file, 'staging')).toEqual({ indexer: { max_tasks: 3, min_tasks: 0 }, api: { max_tasks: 10 } });
    expect(readScalingTable(file, 'production')).toEqual(defaults);
  });

  it('names the environments that there are', () => {
    expect(() => readScalingTable(file, 'test')).toThrow(/--environment test is not in .*; use staging or production/);
  });
});

it('rounds the backlog of a task as Terraform does', () => {
  expect(backlogPerTask(aTable({ acceptable_latency_s: 300, seconds_per_image: 0.05 }).indexer)).toBe(6000);
  expect(backlogPerTask(aTable({ acceptable_latency_s: 240, seconds_per_image: 0.07 }).indexer)).toBe(3429);
});
