import { memo, useEffect, useState, type ComponentType } from 'react';

/** When the browser has nothing better to do, at the latest after two seconds. */
export function whenIdle(run: () => void) {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 2_000);
}

/**
 * A component whose code is fetched by `load`, at the latest when it is rendered, and shown as soon as it is there. `lazy` within `Suspense`
 * is for what fills a page: React holds back what was suspended for up to 300 ms, which a person who pressed a key notices.
 */
export function later<P extends object>(fetchCode: () => Promise<{ default: ComponentType<P> }>) {
  let found: ComponentType<P> | null = null;

  async function load(): Promise<ComponentType<P>> {
    return (found ??= (await fetchCode()).default);
  }

  // What it is given says when it is drawn anew: what is fetched later is large, and stands in what changes with every price.
  const Later = memo(function Later(props: P) {
    const [Found, setFound] = useState(() => found);
    const [failure, setFailure] = useState<{ reason: unknown } | null>(null);
    useEffect(() => {
      if (!Found)
        load().then(
          (code) => setFound(() => code),
          (reason: unknown) => setFailure({ reason }),
        );
    }, [Found]);
    if (failure) throw failure.reason;
    return Found && <Found {...props} />;
  });

  /** Fetches the code early. When that fails, it is fetched again once it is needed, and says so then. */
  return Object.assign(Later, { load: () => void load().catch(() => undefined) });
}
