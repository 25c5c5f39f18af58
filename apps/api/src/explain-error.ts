/** An error in one line, with its cause: "does not answer" alone does not say why. For logs and operators, never for clients. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
