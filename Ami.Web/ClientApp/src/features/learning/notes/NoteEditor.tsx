import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/lib/i18n/useErrorText';
import classes from './Notes.module.css';
import type { EditedNote, NoteSaver } from './saver';

const longest = 10_000;

function Conflict({ note, saver }: { note: EditedNote; saver: NoteSaver }) {
  const { t } = useTranslation('notes');
  return (
    <div className={classes.conflict} role="alert">
      <strong>{t(note.theirs ? 'conflict.changed' : 'conflict.deleted')}</strong>
      {note.theirs && (
        <pre className={classes.theirs} tabIndex={0}>
          {note.theirs.text}
        </pre>
      )}
      <div className={classes.foot}>
        <Button size="xs" onClick={() => saver.resolve(note.id, 'mine')}>
          {t('conflict.mine')}
        </Button>
        <Button size="xs" variant="default" onClick={() => saver.resolve(note.id, 'theirs')}>
          {t(note.theirs ? 'conflict.theirs' : 'conflict.letGo')}
        </Button>
      </div>
    </div>
  );
}

type Props = {
  note: EditedNote;
  number: number;
  headings: readonly string[];
  saver: NoteSaver;
  autoFocus: boolean;
  onDelete: () => void;
};

/** One note of a lesson: saved by itself while it is written, and it says whether it is. */
export function NoteEditor({ note, number, headings, saver, autoFocus, onDelete }: Props) {
  const { t } = useTranslation('notes');
  const errorText = useErrorText();
  return (
    <li className={classes.note}>
      <Textarea
        aria-label={t('note', { number })}
        placeholder={t('placeholder')}
        autoFocus={autoFocus}
        autosize
        minRows={3}
        maxRows={16}
        maxLength={longest}
        value={note.text}
        onChange={(event) => saver.edit(note.id, { text: event.currentTarget.value })}
      />
      {note.state === 'conflict' && <Conflict note={note} saver={saver} />}
      <div className={classes.foot}>
        <NativeSelect
          size="xs"
          aria-label={t('about', { number })}
          data={[
            { value: '', label: t('wholeLesson') },
            ...headings.map((heading, index) => ({ value: String(index + 1), label: heading })),
          ]}
          value={note.heading ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            saver.edit(note.id, { heading: value === '' ? null : Number(value) });
          }}
        />
        <p className={classes.state} role="status" data-state={note.state}>
          {note.state === 'refused' ? errorText(note.trouble) : t(`state.${note.state}`)}
        </p>
        <Button
          size="xs"
          variant="subtle"
          c="var(--mantine-color-error)"
          aria-label={t('deleteNote', { number })}
          onClick={onDelete}
        >
          {t('delete')}
        </Button>
      </div>
    </li>
  );
}
