import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SearchField } from '@/components/adminTable/SearchField';
import { MoreButton } from '@/components/MoreButton';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useTextParam } from '@/lib/urlState';
import { useWords } from '../components/useWords';
import { useMyBookmarks, useMyNotes, type LessonPlace, type NoteRow } from '../notes/api';
import classes from '../notes/Notes.module.css';
import '../notes/texts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function Where({ place, heading }: { place: LessonPlace; heading?: number | null }) {
  const words = useWords();
  return (
    <Link to={`/courses/${place.course}/${place.key}${heading ? `#h-${heading}` : ''}`}>
      {words.title(place)}
    </Link>
  );
}

function Note({ note }: { note: NoteRow }) {
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const heading = isSpanish ? note.headingEs : note.headingEn;
  return (
    <li className={classes.row}>
      <Where place={note.lesson} heading={note.heading} />
      <div className={classes.where}>
        <span>{isSpanish ? note.lesson.courseTitleEs : note.lesson.courseTitleEn}</span>
        {heading && <span>{heading}</span>}
        <span>{formats.tableTime(note.updatedAt, false)}</span>
      </div>
      <p className={classes.text}>{note.text}</p>
    </li>
  );
}

/** As high as what says that there is nothing: whoever comes here first sees nothing move. */
const skeleton = <RowsSkeleton rows={1} height={36} />;

/** All of one's notes and bookmarks. What is searched for stands in the address. */
export function NotesPage() {
  const { t } = useTranslation('notes');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  const [q, setQ] = useTextParam('q');
  const words = q.trim();
  const notes = useMyNotes(words);
  const bookmarks = useMyBookmarks();
  const says = ({ titleEs, titleEn, courseTitleEs, courseTitleEn }: LessonPlace) =>
    plain(words)
      .split(/\s+/)
      .every((word) => plain(`${titleEs} ${titleEn} ${courseTitleEs} ${courseTitleEn}`).includes(word));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        <div role="search">
          <SearchField label={t('search')} value={q} onChange={setQ} />
        </div>
        <Panel title={t('notes')} flush>
          <QueryView query={notes} skeleton={skeleton}>
            {({ pages }) => {
              const all = pages.flatMap((page) => page.items);
              return all.length === 0 ? (
                <EmptyState
                  icon="file"
                  title={t(words === '' ? 'noNotes' : 'noNoteSays', { words })}
                  hint={words === '' && t('noNotesHint')}
                />
              ) : (
                <>
                  <ul className={classes.list} style={{ gap: 0 }}>
                    {all.map((note) => (
                      <Note key={note.id} note={note} />
                    ))}
                  </ul>
                  <MoreButton {...notes} />
                </>
              );
            }}
          </QueryView>
        </Panel>
        <Panel title={t('bookmarks')} flush>
          <QueryView query={bookmarks} skeleton={skeleton}>
            {({ items }) => {
              const shown = items.filter(({ lesson }) => says(lesson));
              return shown.length === 0 ? (
                <EmptyState
                  icon="flag"
                  title={t(items.length === 0 ? 'noBookmarks' : 'noBookmarkSays', { words })}
                  hint={items.length === 0 && t('noBookmarksHint')}
                />
              ) : (
                <ul className={classes.list} style={{ gap: 0 }}>
                  {shown.map(({ lesson, addedAt }) => (
                    <li key={lesson.lessonId} className={classes.row}>
                      <Where place={lesson} />
                      <div className={classes.where}>
                        <span>{isSpanish ? lesson.courseTitleEs : lesson.courseTitleEn}</span>
                        <span>{formats.tableTime(addedAt, false)}</span>
                      </div>
                    </li>
                  ))}
                </ul>
              );
            }}
          </QueryView>
        </Panel>
      </Stack>
    </Page>
  );
}

export { NotesPage as Component };
