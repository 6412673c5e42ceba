import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { ideasKey, useIdea, withdrawIdea, type Idea } from '../api/feedback';
import { StatusTag } from '../components/StatusTag';
import { VoteButton } from '../components/VoteButton';
import '../texts';
import classes from './IdeaPage.module.css';

function Withdraw({ idea, onClose }: { idea: Idea; onClose: () => void }) {
  const { t } = useTranslation('feedback');
  const navigate = useNavigate();
  return (
    <ActDialog
      title={t('withdraw.title')}
      lead={t('withdraw.lead')}
      submit={t('withdraw.submit')}
      done={t('withdraw.done')}
      danger
      act={() => withdrawIdea(idea.id)}
      onDone={() => void navigate('/feedback')}
      refresh={[ideasKey]}
      onClose={onClose}
    />
  );
}

function IdeaView({ idea }: { idea: Idea }) {
  const { t } = useTranslation('feedback');
  const formats = useFormats();
  const [withdrawing, setWithdrawing] = useState(false);
  const mayGo = idea.mine && idea.status === 'open' && idea.reply === null && idea.votes <= 1;
  return (
    <Stack gap="md">
      <Panel>
        <div className={classes.idea}>
          <VoteButton idea={idea} />
          <Stack gap="sm" className={classes.words}>
            <Text className={classes.text}>{idea.body || t('noBody')}</Text>
            <div className={classes.facts}>
              <StatusTag status={idea.status} />
              {idea.mine && <Tag>{t('mine')}</Tag>}
              <span>{formats.date(idea.createdAt)}</span>
            </div>
            {mayGo && (
              <div>
                <Button variant="default" size="xs" onClick={() => setWithdrawing(true)}>
                  {t('withdraw.open')}
                </Button>
              </div>
            )}
          </Stack>
        </div>
      </Panel>
      {idea.reply && (
        <Panel title={t('reply')}>
          <Stack gap="xs" className={classes.words}>
            <Text className={classes.text}>{idea.reply}</Text>
            <Text size="xs" c="dimmed">
              {idea.repliedAt && formats.date(idea.repliedAt)}
            </Text>
          </Stack>
        </Panel>
      )}
      {withdrawing && <Withdraw idea={idea} onClose={() => setWithdrawing(false)} />}
    </Stack>
  );
}

/** One idea with what was answered. A duplicate leads to the idea that it was merged into. */
export function IdeaPage() {
  const { t } = useTranslation('feedback');
  const { id = '' } = useParams();
  const query = useIdea(id);
  const name = query.data?.title ?? t('one');
  if (query.data && query.data.id !== id) return <Navigate to={`/feedback/${query.data.id}`} replace />;
  return (
    <Page
      title={name}
      heading={
        <>
          <Anchor component={Link} to="/feedback" size="sm">
            {t('title')}
          </Anchor>
          <Title order={1}>{name}</Title>
        </>
      }
    >
      <div className={classes.measure}>
        <QueryView query={query}>{(idea) => <IdeaView idea={idea} />}</QueryView>
      </div>
    </Page>
  );
}

export { IdeaPage as Component };
