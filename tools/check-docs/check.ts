import { join } from 'node:path';
import type { ShownOperation, SwaggerUi } from './swagger-ui';

/** One press of "Execute". */
export interface Call {
  readonly operation: string;
  readonly body: 'form' | '';
  readonly status: string;
}

export interface CheckFiles {
  /** Of people; what forms are given. */
  readonly photo: string;
  readonly screenshots: string;
}

/** Presses "Execute" for every route from the top of the page to its bottom, with what is displayed; where a body may also be a form, with that, too. */
export async function checkEvery(ui: SwaggerUi, files: CheckFiles): Promise<readonly Call[]> {
  const calls: Call[] = [];
  for (const operation of ui.operations) {
    await ui.open(operation);
    for (const body of (await ui.offersForm(operation)) ? (['', 'form'] as const) : ([''] as const)) {
      if (body === 'form') await ui.fillForm(operation, files.photo);
      const { status } = await ui.execute(operation);
      await ui.screenshot(operation, join(files.screenshots, `${pictureOf(operation, body)}.png`));
      calls.push({ operation: `${operation.method} ${operation.path}`, body, status });
    }
    await ui.close(operation);
  }
  return calls;
}

function pictureOf({ place, method, path }: ShownOperation, body: Call['body']): string {
  const words = [String(place + 1).padStart(2, '0'), method.toLowerCase(), ...path.replace('/api/v1', '').split(/\W+/), body];
  return words.filter((word) => word !== '').join('-');
}
