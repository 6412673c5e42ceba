import { useEffect, type ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import { Link, useLocation } from 'react-router';
import remarkGfm from 'remark-gfm';
import classes from './Markdown.module.css';

const components: Components = {
  a: ({ href = '', children }) =>
    href.startsWith('/') ? (
      <Link to={href}>{children}</Link>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ),
  // What is wider than the page scrolls by itself, also with the keyboard.
  table: ({ children }) => (
    <div className={classes.wide} tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }: ComponentProps<'pre'>) => (
    <pre className={classes.wide} tabIndex={0}>
      {children}
    </pre>
  ),
};

type Tree = { children: { tagName?: string; properties?: Record<string, unknown> }[] };

/** Numbers the headings, from 1, as notes and search results name them. */
const numberHeadings = () => (tree: Tree) => {
  const headings = tree.children.filter(({ tagName }) => /^h[1-6]$/.test(tagName ?? ''));
  headings.forEach(({ properties }, index) => properties && (properties.id = `h-${index + 1}`));
};

/** Goes to the heading that the address names, once the text is there. */
function GoToHeading() {
  const { hash } = useLocation();
  useEffect(() => {
    if (/^#h-\d+$/.test(hash)) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return null;
}

/** A text in Markdown. HTML in it is shown as text, addresses that are none of the web are left out, and so are pictures. With
 * `anchors` its headings have addresses. */
export default function Markdown({ text, anchors = false }: { text: string; anchors?: boolean }) {
  return (
    <article className={classes.text}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={anchors ? [numberHeadings] : []}
        components={components}
        disallowedElements={['img']}
      >
        {text}
      </ReactMarkdown>
      {anchors && <GoToHeading />}
    </article>
  );
}
