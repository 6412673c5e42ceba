import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
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

/** A text in Markdown. HTML in it is shown as text, addresses that are none of the web are left out, and so are pictures. */
export default function Markdown({ text }: { text: string }) {
  return (
    <article className={classes.text}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} disallowedElements={['img']}>
        {text}
      </ReactMarkdown>
    </article>
  );
}
