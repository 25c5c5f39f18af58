import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { DevTools } from './dev-tools';

interface Evaluation {
  readonly result: { readonly value?: unknown; readonly objectId?: string };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** Higher ones are cut off. */
const screenshotPixels = 2_400;

/** A page of the browser. Elements are named by expressions that the page evaluates. */
export class Page {
  private constructor(private readonly tools: DevTools, private readonly sessionId: string) {}

  static async open(tools: DevTools, url: string): Promise<Page> {
    const { targetId } = await tools.send<{ targetId: string }>('Target.createTarget', { url });
    const { sessionId } = await tools.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    return new Page(tools, sessionId);
  }

  /** The value of an expression, as JSON has it. */
  async value<T>(expression: string): Promise<T> {
    return (await this.evaluate(expression, true)).result.value as T;
  }

  /** Until the expression is true; false: it was not within `timeoutMs`. */
  async until(expression: string, timeoutMs: number): Promise<boolean> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(50)) {
      if (await this.value<boolean>(`Boolean(${expression})`)) return true;
    }
    return false;
  }

  /** With the mouse, wherever the element is: what lies over it is clicked instead. */
  async click(element: string): Promise<void> {
    const at = await this.value<{ x: number; y: number }>(`(() => {
      const element = ${element};
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    })()`);
    for (const type of ['mousePressed', 'mouseReleased']) await this.send('Input.dispatchMouseEvent', { ...at, type, button: 'left', clickCount: 1 });
  }

  /** Chooses in a select, as its user's keys do. */
  async choose(select: string, value: string): Promise<void> {
    await this.value(`(() => {
      const select = ${select};
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, ${JSON.stringify(value)});
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
  }

  /** Chooses a file for each of `count` inputs; `inputs` is a list of them. */
  async chooseFile(inputs: string, file: string): Promise<void> {
    const count = await this.value<number>(`${inputs}.length`);
    for (let index = 0; index < count; index += 1) {
      const { result: { objectId } } = await this.evaluate(`${inputs}[${index}]`, false);
      await this.send('DOM.setFileInputFiles', { files: [file], objectId });
    }
  }

  /** Of one element, as a PNG. */
  async screenshot(element: string, file: string): Promise<void> {
    const box = await this.value<{ x: number; y: number; width: number; height: number }>(`(() => {
      const { left, top, width, height } = ${element}.getBoundingClientRect();
      return { x: left + scrollX, y: top + scrollY, width, height };
    })()`);
    const clip = { ...box, height: Math.min(box.height, screenshotPixels), scale: 1 };
    const { data } = await this.send<{ data: string }>('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true });
    await writeFile(file, Buffer.from(data, 'base64'));
  }

  private async evaluate(expression: string, returnByValue: boolean): Promise<Evaluation> {
    const evaluation = await this.send<Evaluation>('Runtime.evaluate', { expression, returnByValue });
    const { exceptionDetails: thrown } = evaluation;
    if (thrown !== undefined) throw new Error(`The page: ${thrown.exception?.description ?? thrown.text} in ${expression}`);
    return evaluation;
  }

  private send<Result>(method: string, params: object): Promise<Result> {
    return this.tools.send(method, params, this.sessionId);
  }
}
