import { marked } from 'marked';

/** Renders a job summary as a page that looks about as on GitHub, and whose title is its height. */
export function writeSummaryPage(summary: string, width: number): string {
  const body = marked.parse(summary, { gfm: true, async: false });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title></title>
<style>${style}
body { width: ${width}px }
</style>
<section>
<header>deploy summary</header>
<article>
${body}</article>
</section>
<script>document.title = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>
</html>
`;
}

/**
 * GitHub's colours and sizes for Markdown, as far as a job summary needs them.
 * @see https://github.com/sindresorhus/github-markdown-css
 */
const style = `
* { box-sizing: border-box }
body {
  margin: 0; padding: 16px; background: #f6f8fa; color: #1f2328;
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji";
}
section { border: 1px solid #d1d9e0; border-radius: 6px; background: #fff }
header { padding: 16px 16px 0; font-size: 14px; font-weight: 600 }
article { padding: 0 16px 16px; overflow-wrap: break-word }
h2, h3 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25 }
h2 { padding-bottom: .3em; border-bottom: 1px solid #d1d9e0b3; font-size: 21px }
h3 { font-size: 17.5px }
article > :first-child { margin-top: 12px }
article > :last-child { margin-bottom: 0 }
p, table { margin: 0 0 16px }
table { display: block; width: max-content; max-width: 100%; border-spacing: 0; border-collapse: collapse }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0 }
th { font-weight: 600 }
tr { background: #fff }
tbody tr:nth-child(2n) { background: #f6f8fa }
code {
  padding: .2em .4em; border-radius: 6px; background: #818b981f;
  font: 85% ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  white-space: break-spaces;
}
`;
