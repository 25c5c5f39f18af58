/** An error as a label: UndecodableImageError → undecodable_image. Classes are few; messages, which may name anything, are never used. */
export function outcomeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : 'Error';
  return name.replace(/(?<=.)Error$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}
