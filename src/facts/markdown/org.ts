/** Org's headings, code blocks and links in Markdown's form, line by line. */
export function orgAsMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const title = /^#\+title:\s*(.*)$/i.exec(line)?.[1];
      if (title !== undefined) return `# ${title}`;
      const [, language] = /^\s*#\+begin_(?:src|example)\s*(\S*)/i.exec(line) ?? [];
      if (language !== undefined) return `\`\`\`${language}`;
      if (/^\s*#\+end_(?:src|example)/i.test(line)) return '```';
      if (/^\s*#\+\w+/.test(line)) return '';
      return line
        .replace(/^(\*{1,6})\s+/, (_, stars: string) => `${'#'.repeat(stars.length)} `)
        .replace(/\[\[([^\][]+)\]\[([^\][]+)\]\]/g, '[$2]($1)')
        .replace(/\[\[([^\][]+)\]\]/g, '<$1>');
    })
    .join('\n');
}
