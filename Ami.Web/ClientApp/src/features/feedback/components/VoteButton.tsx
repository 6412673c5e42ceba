import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useVote, type Idea } from '../api/feedback';
import classes from './VoteButton.module.css';

/** How many stand behind an idea, and whether one is among them. */
export function VoteButton({ idea }: { idea: Idea }) {
  const { t } = useTranslation('feedback');
  const formats = useFormats();
  const errorText = useErrorText();
  const vote = useVote(idea);
  return (
    <UnstyledButton
      className={classes.vote}
      aria-pressed={idea.voted}
      aria-label={t('vote', { title: idea.title, count: idea.votes })}
      disabled={vote.isPending}
      onClick={() =>
        vote.mutate(undefined, { onError: (error) => toast(errorText(error), { tone: 'error' }) })
      }
    >
      <Icon name={idea.voted ? 'check' : 'arrowUp'} size={16} />
      {formats.compact(idea.votes)}
    </UnstyledButton>
  );
}
