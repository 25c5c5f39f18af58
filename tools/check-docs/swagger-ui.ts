import type { Page } from './page';

const pageMs = 30_000;
const pictureMs = 5_000;
/** A job is followed to its end. */
const answerMs = 60_000;

/** A route as Swagger UI shows it. */
export interface ShownOperation {
  /** From the top of the page. */
  readonly place: number;
  readonly method: string;
  readonly path: string;
}

export interface ShownAnswer {
  /** What stands in "Code"; 'none' when nothing was answered, 'no picture' when the one that was is not shown. */
  readonly status: string;
}

/** Uses Swagger UI as its reader does: with what is displayed. */
export class SwaggerUi {
  private constructor(private readonly page: Page, readonly operations: readonly ShownOperation[]) {}

  static async on(page: Page): Promise<SwaggerUi> {
    if (!(await page.until("document.querySelector('.opblock')", pageMs))) throw new Error('Swagger UI shows no route.');
    const operations = await page.value<ShownOperation[]>(`[...document.querySelectorAll('.opblock')].map((block, place) => ({
      place,
      method: block.querySelector('.opblock-summary-method').textContent,
      path: block.querySelector('.opblock-summary-path').dataset.path,
    }))`);
    return new SwaggerUi(page, operations);
  }

  /** Opens it, and presses "Try it out" where that is needed. */
  async open(operation: ShownOperation): Promise<void> {
    const block = blockOf(operation);
    await this.page.click(`${block}.querySelector('.opblock-summary-control')`);
    if (!(await this.page.until(`${block}.querySelector('.opblock-body')`, pageMs))) throw new Error(`${operation.method} ${operation.path} does not open.`);
    const tryOut = `${block}.querySelector('.try-out__btn:not(.cancel)')`;
    if (await this.page.value<boolean>(`Boolean(${tryOut})`)) await this.page.click(tryOut);
    if (!(await this.page.until(`${block}.querySelector('.btn.execute')`, pageMs))) throw new Error(`${operation.method} ${operation.path} has no "Execute".`);
  }

  async close(operation: ShownOperation): Promise<void> {
    await this.page.click(`${blockOf(operation)}.querySelector('.opblock-summary-control')`);
  }

  /** Whether its body may be a form, and that is not what is displayed first. */
  async offersForm(operation: ShownOperation): Promise<boolean> {
    return this.page.value(`Boolean(${blockOf(operation)}.querySelector('.opblock-section-request-body .content-type option[value="multipart/form-data"]'))`);
  }

  /** Has a form shown, with `file` wherever a file belongs. */
  async fillForm(operation: ShownOperation, file: string): Promise<void> {
    const block = blockOf(operation);
    await this.page.choose(`${block}.querySelector('.opblock-section-request-body .content-type')`, 'multipart/form-data');
    if (!(await this.page.until(`${block}.querySelector('input[type=file]')`, pageMs))) throw new Error(`${operation.method} ${operation.path} shows no file of its form.`);
    await this.page.chooseFile(`${block}.querySelectorAll('input[type=file]')`, file);
  }

  /** What is there is sent. */
  async execute(operation: ShownOperation): Promise<ShownAnswer> {
    const block = blockOf(operation);
    const clear = `${block}.querySelector('.btn-clear')`;
    if (await this.page.value<boolean>(`Boolean(${clear})`)) await this.page.click(clear);
    await this.page.click(`${block}.querySelector('.btn.execute')`);
    const status = `${block}.querySelector('.live-responses-table .response .response-col_status')`;
    if (!(await this.page.until(status, answerMs))) return { status: 'none' };
    const shown = `[...${block}.querySelectorAll('.live-responses-table img')].every((picture) => picture.naturalWidth > 0)`;
    if (!(await this.page.until(shown, pictureMs))) return { status: 'no picture' };
    return { status: await this.page.value<string>(`${status}.firstChild.textContent.trim()`) };
  }

  async screenshot(operation: ShownOperation, file: string): Promise<void> {
    await this.page.screenshot(blockOf(operation), file);
  }
}

function blockOf({ place }: ShownOperation): string {
  return `document.querySelectorAll('.opblock')[${place}]`;
}
