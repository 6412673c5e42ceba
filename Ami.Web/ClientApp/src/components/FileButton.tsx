import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { toast } from '@/components/toasts';
import { download } from '@/lib/api/download';
import { useErrorText } from '@/lib/i18n/useErrorText';

type Props = {
  path: string;
  /** What is written on it. */
  text: string;
  /** What a screen reader calls it, where the text alone does not say which file. */
  label?: string;
  size?: string;
};

/** Fetches a file and hands it to the browser to save; says why where it cannot. */
export function FileButton({ path, text, label, size }: Props) {
  const errorText = useErrorText();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const fetching = useMutation({
    mutationFn: () => {
      const { signal } = (running.current = new AbortController());
      return download(path, { signal, onProgress: () => undefined });
    },
    onError: (error) => {
      if (!running.current?.signal.aborted) toast(errorText(error), { tone: 'error' });
    },
  });
  return (
    <Button
      variant="default"
      size={size}
      aria-label={label}
      loading={fetching.isPending}
      onClick={() => fetching.mutate()}
    >
      {text}
    </Button>
  );
}
