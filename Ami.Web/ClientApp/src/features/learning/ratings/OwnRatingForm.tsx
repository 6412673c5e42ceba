import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { deleteRating, rateCourse, ratingsKey, type OwnRating } from './api';
import classes from './Ratings.module.css';

const longest = 2_000;
const allStars = [1, 2, 3, 4, 5] as const;

/** One's own rating of a course, to be given, changed or taken back. */
export function OwnRatingForm({ course, mine }: { course: string; mine: OwnRating | null }) {
  const { t } = useTranslation('ratings');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [stars, setStars] = useState(mine?.stars ?? 0);
  const [text, setText] = useState(mine?.text ?? '');
  // Also after a refusal: it may say that there is another version.
  const readAgain = () => client.invalidateQueries({ queryKey: ratingsKey(course) });
  const save = useMutation({
    mutationFn: () => rateCourse(course, mine?.version ?? 0, stars, text),
    onSuccess: () => toast(t('saved')),
    onSettled: readAgain,
  });
  const remove = useMutation({
    mutationFn: () => deleteRating(course),
    onSuccess: () => {
      setStars(0);
      setText('');
      toast(t('removed'));
    },
    onSettled: readAgain,
  });
  const trouble = save.error ?? remove.error;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (stars > 0) save.mutate();
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {mine?.hiddenReason && <p className={classes.hidden}>{t(`hidden.${mine.hiddenReason}`)}</p>}
        <fieldset className={classes.stars}>
          <legend>{t(mine ? 'yours' : 'give')}</legend>
          {allStars.map((number) => (
            <label key={number}>
              <input
                type="radio"
                name="stars"
                value={number}
                checked={stars === number}
                onChange={() => setStars(number)}
              />
              {t('stars', { count: number })}
            </label>
          ))}
        </fieldset>
        <Textarea
          label={t('text')}
          description={t('textHint')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {trouble && (
          <Alert color="red" role="alert">
            {errorText(trouble)}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" size="xs" disabled={stars === 0} loading={save.isPending}>
            {t(mine ? 'change' : 'submit')}
          </Button>
          {mine?.hiddenReason === null && (
            <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
