import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** "GET /path" of every route that the running app answers, whether or not it is documented; HEAD goes with GET. */
export function runningRoutes(app: NestFastifyApplication): string[] {
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const branch: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? [];
    branch.splice(indent.length / 4, Infinity, part);
    return methods.split(', ').filter((method) => method !== '' && method !== 'HEAD').map((method) => `${method} ${branch.join('')}`);
  });
}
