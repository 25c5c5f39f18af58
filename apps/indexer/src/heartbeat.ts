import { writeFileSync } from 'node:fs';

/**
 * Touches a file at every poll, every finished photo and every second of an outage. A file that grows old tells of a process
 * that no longer gets anywhere: its image's health check looks at it.
 */
export class Heartbeat {
  /** Without a file there is nobody to tell. */
  constructor(private readonly file?: string) {}

  /** Throws when the file cannot be written, which ends the process at its start. */
  beat(): void {
    if (this.file !== undefined) writeFileSync(this.file, '');
  }
}
