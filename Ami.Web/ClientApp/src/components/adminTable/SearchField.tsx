import { TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/Icon';
import classes from './AdminTable.module.css';

const typingPauseMs = 250;

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Keeps what is typed to itself until the person pauses: the address follows too slowly for a controlled field. The key / goes here. */
export function SearchField({ label, value, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(new Set<string>());
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback((next: string) => {
    told.current.add(next);
    onChange(next);
  }, typingPauseMs);
  useHotkeys([['/', () => field.current?.focus()]]);

  // The address also changes without us: a link, the button that clears everything.
  useEffect(() => {
    if (!told.current.delete(value)) setText(value);
  }, [value]);

  return (
    <TextInput
      ref={field}
      className={classes.search}
      leftSection={<Icon name="search" size={16} />}
      placeholder={label}
      aria-label={label}
      aria-keyshortcuts="/"
      type="search"
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
