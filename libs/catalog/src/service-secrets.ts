import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Catalog } from './catalog';

/** Random values that all processes of one service share, made when first asked for. */
@Injectable()
export class ServiceSecrets {
  constructor(private readonly catalog: Catalog) {}

  /** 32 bytes; the same for every caller, always. */
  async get(name: string): Promise<Buffer> {
    await this.catalog.db.insertInto('service_secrets')
      .values({ name, value: randomBytes(32).toString('hex') })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { value } = await this.catalog.db.selectFrom('service_secrets').select('value').where('name', '=', name).executeTakeFirstOrThrow();
    return Buffer.from(value, 'hex');
  }
}
