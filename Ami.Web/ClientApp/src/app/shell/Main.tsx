import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

/** The content. Takes the focus when the page changes, so that keyboard and screen reader start at its top. */
export function Main({ className, children }: { className?: string; children: ReactNode }) {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const previous = useRef(pathname);

  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <main ref={main} id="main" tabIndex={-1} className={className}>
      {children}
    </main>
  );
}
