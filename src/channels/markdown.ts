/** Takes the meaning out of markdown characters, so that what people wrote is shown as they wrote it. */
export function withoutMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]{}<>#~|]/g, '\\$&')
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2');
}
