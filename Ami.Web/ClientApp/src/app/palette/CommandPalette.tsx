import { Button, Text, TextInput } from '@mantine/core';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '@/components/Icon';
import classes from './CommandPalette.module.css';
import { findCommands, groups, type Command } from './findCommands';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useCommands } from './useCommands';
import { useLessonsFound } from './useLessonsFound';
import { usePeople } from './usePeople';

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('palette');
  const id = useId();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const isSpanish = useLanguage() === 'es';
  const people = usePeople(query);
  const found = useLessonsFound(query);
  const commands = findCommands(useCommands(), query);
  const persons: Command[] = people.people.map((person) => ({
    id: `person:${person.id}`,
    group: 'people',
    icon: 'account',
    title: person.displayName,
    detail: person.email,
    run: () => void navigate(`/admin/users/${person.id}`),
  }));
  const lessons: Command[] = found.lessons.map((hit) => ({
    id: `lesson:${hit.id}`,
    group: 'lessons',
    icon: 'book',
    title: (isSpanish ? hit.titleEs : hit.titleEn).text,
    detail: isSpanish ? hit.courseTitleEs : hit.courseTitleEn,
    run: () => void navigate(`/courses/${hit.course}/${hit.key}`),
  }));
  if (lessons.length > 0)
    lessons.push({
      id: 'lessons:all',
      group: 'lessons',
      icon: 'search',
      title: t('allLessons', { query: query.trim() }),
      run: () => void navigate(`/courses?${new URLSearchParams({ q: query.trim() })}`),
    });
  // The group with the likeliest comes first; people and then lessons, who are asked for, last, so that nothing moves under the choice when they arrive.
  const asked = people.state === 'searching' ? persons : [...persons, ...lessons];
  const shown = [...new Set([...commands.map((command) => command.group), ...groups])];
  const ordered = shown.flatMap((group) => [...commands, ...asked].filter((one) => one.group === group));
  const active = ordered[Math.min(chosen, ordered.length - 1)];
  const optionId = (command: Command) => `${id}-${command.id}`;

  function choose(command: Command) {
    if (command.blocked !== undefined) return;
    onClose();
    command.run();
  }

  function move(step: number) {
    const next = (Math.min(chosen, ordered.length - 1) + step + ordered.length) % ordered.length;
    setChosen(next);
    const target = ordered[next];
    if (target) document.getElementById(optionId(target))?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (ordered.length === 0) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && active) choose(active);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        autoFocus
        variant="unstyled"
        className={classes.input}
        leftSection={<Icon name="search" />}
        placeholder={t(people.may ? 'placeholderStaff' : 'placeholder')}
        aria-label={t('title')}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active && optionId(active)}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.results}>
        <div role="listbox" id={`${id}-list`} aria-label={t('results')} tabIndex={-1}>
          {shown.map((group) => {
            const ofGroup = ordered.filter((command) => command.group === group);
            if (ofGroup.length === 0) return null;
            return (
              <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
                <div id={`${id}-${group}`} className={classes.group}>
                  {t(`groups.${group}`)}
                </div>
                {ofGroup.map((command) => (
                  <div
                    key={command.id}
                    id={optionId(command)}
                    role="option"
                    aria-selected={command === active}
                    aria-disabled={command.blocked !== undefined || undefined}
                    data-command={command.id}
                    className={classes.option}
                    onMouseMove={() => setChosen(ordered.indexOf(command))}
                    onClick={() => choose(command)}
                  >
                    <Icon name={command.icon} size={16} />
                    {command.title}
                    {(command.blocked ?? command.detail) && (
                      <span className={classes.detail}>{command.blocked ?? command.detail}</span>
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        <div role="status" className={classes.state}>
          {people.state === 'searching' && t('people.searching')}
          {people.state === 'failed' && t('people.failed')}
          {people.state === 'found' && persons.length === 0 && t('people.nobody', { query: query.trim() })}
          {people.state === null && found.isSearching && ordered.length === 0 && t('searching')}
          {people.state === null && !found.isSearching && ordered.length === 0 && t('nothing', { query })}
        </div>
        {people.state === 'failed' && (
          <Button variant="default" size="xs" mx="xs" mb="xs" onClick={people.retry}>
            {t('retry', { ns: 'common' })}
          </Button>
        )}
      </div>
      <Text size="xs" c="dimmed" className={classes.hint}>
        {t('hint')}
      </Text>
    </>
  );
}

/**
 * Ctrl/⌘ K: pages, symbols, actions and people by typing a few letters. The browser's own modal dialog: it is there in the frame after the
 * key, keeps the focus inside and gives it back where it came from.
 */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('palette');
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-label={t('title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <PaletteBody onClose={onClose} />
    </dialog>
  );
}
