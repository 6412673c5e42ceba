import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { changeNotes, deleteNote, notesKey, useBookmark, useLessonNotes, type LessonNotes } from './api';
import { headingsOf } from './headings';
import { NoteEditor } from './NoteEditor';
import classes from './Notes.module.css';
import './texts';
import { useNotes } from './useNotes';

type Props = { userId: string; lesson: string; markdown: string };

function Bookmark({ lesson, isSet }: { lesson: string; isSet: boolean }) {
  const { t } = useTranslation('notes');
  const errorText = useErrorText();
  const bookmark = useBookmark(lesson);
  return (
    <Button
      size="xs"
      variant={isSet ? 'light' : 'default'}
      leftSection={<Icon name={isSet ? 'check' : 'flag'} size={14} />}
      aria-pressed={isSet}
      onClick={() =>
        bookmark.mutate(!isSet, { onError: (error) => toast(errorText(error), { tone: 'error' }) })
      }
    >
      {t('bookmark')}
    </Button>
  );
}

function Notes({ userId, lesson, markdown, there }: Props & { there: LessonNotes }) {
  const { t } = useTranslation('notes');
  const client = useQueryClient();
  const { notes, saver } = useNotes(userId, lesson, there);
  const [begun, setBegun] = useState<string | null>(null);
  const [going, setGoing] = useState<string | null>(null);
  const headings = headingsOf(markdown);

  function begin() {
    const id = crypto.randomUUID();
    saver.begin(id);
    setBegun(id);
  }

  return (
    <>
      {notes.length === 0 && <p className={classes.empty}>{t('none')}</p>}
      <ul className={classes.list}>
        {notes.map((note, index) => (
          <NoteEditor
            key={note.id}
            note={note}
            number={index + 1}
            headings={headings}
            saver={saver}
            autoFocus={note.id === begun}
            onDelete={() => {
              if (note.text.trim() === '' && !there.notes.some(({ id }) => id === note.id))
                saver.forget(note.id);
              else setGoing(note.id);
            }}
          />
        ))}
      </ul>
      <Button
        mt={notes.length > 0 ? 'md' : 0}
        size="xs"
        variant="default"
        leftSection={<Icon name="plus" size={14} />}
        onClick={begin}
      >
        {t('add')}
      </Button>
      {going !== null && (
        <ActDialog
          title={t('deletion.title')}
          lead={t('deletion.lead')}
          submit={t('delete')}
          danger
          act={() => deleteNote(going)}
          onDone={() => {
            saver.forget(going);
            void changeNotes(client, lesson, (all) => all.filter(({ id }) => id !== going));
          }}
          refresh={[[...notesKey, 'all']]}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}

/** Below a lesson: one's notes on it, and its bookmark. */
export default function NotesPanel(props: Props) {
  const { t } = useTranslation('notes');
  const query = useLessonNotes(props.lesson);
  return (
    <Panel
      title={t('mine')}
      actions={
        <>
          {query.data && <Bookmark lesson={props.lesson} isSet={query.data.isBookmarked} />}
          <Link to="/notes">{t('all')}</Link>
        </>
      }
    >
      <QueryView query={query} skeleton={<RowsSkeleton rows={2} />}>
        {(there) => <Notes {...props} there={there} />}
      </QueryView>
    </Panel>
  );
}
