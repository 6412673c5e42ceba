/** The headings of a lesson's Markdown in their order, as notes number them: from 1. */
export function headingsOf(markdown: string): string[] {
  const headings: string[] = [];
  let isCode = false;
  for (const line of markdown.split('\n').map((one) => one.trim())) {
    if (line.startsWith('```')) isCode = !isCode;
    const text = isCode ? undefined : /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (text !== undefined) headings.push(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]+/g, ''));
  }
  return headings;
}
