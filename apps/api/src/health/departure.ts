import type { OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * How the service leaves. From the signal on /readyz says so and every answer closes its connection, while requests are
 * taken as ever: load balancers need a moment to notice. Only then does Nest close the listener, and what is in hand is finished.
 */
export class Departure implements OnModuleDestroy {
  private announced = false;

  /** `drainMs`: how long they get. */
  constructor(private readonly drainMs: number) {}

  get hasBegun(): boolean {
    return this.announced;
  }

  /** A client that keeps its connections opens another one then, which load balancers lead elsewhere. */
  closeConnectionsOf(fastify: FastifyInstance): void {
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.announced) reply.header('connection', 'close');
    });
  }

  /** Nest waits for it before anything else of its shutdown. */
  async onModuleDestroy(): Promise<void> {
    this.announced = true;
    await pause(this.drainMs);
  }
}
