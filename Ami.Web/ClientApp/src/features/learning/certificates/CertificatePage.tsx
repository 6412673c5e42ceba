import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { CopyField } from '@/components/CopyField';
import { Facts } from '@/components/Facts';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { ErrorState } from '@/components/states';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useWords } from '../components/useWords';
import { fileOf, useCertificate, type Certificate, type CertificateFile } from './api';
import classes from './CertificatePage.module.css';
import { linkedInAddress } from './linkedIn';
import { useDay } from './useDay';
import './texts';

/** Whether it counts, before anything else. */
function Verdict({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const day = useDay();
  if (!certificate.revokedAt)
    return <Alert color="green" role="status" icon={<Icon name="check" size={18} />} title={t('valid')} />;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<Icon name="alert" size={18} />}
      title={t('revoked', { date: day(certificate.revokedAt) })}
    >
      {certificate.revokedReason && t(`reason.${certificate.revokedReason}`)}
    </Alert>
  );
}

function Sheet({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const words = useWords();
  const formats = useFormats();
  const day = useDay();
  const isSpanish = useLanguage() === 'es';
  const hours = Math.floor(certificate.minutes / 60);
  const rest = certificate.minutes % 60;
  return (
    <article className={classes.sheet} data-revoked={certificate.revokedAt !== null || undefined}>
      <Text size="sm" c="dimmed">
        {t('confirms')}
      </Text>
      <Text className={classes.holder}>{certificate.holder}</Text>
      <Text size="sm" c="dimmed">
        {t('completed')}
      </Text>
      <Title order={2} className={classes.course}>
        {words.title(certificate)}
      </Title>
      {certificate.titleEs !== certificate.titleEn && (
        <Text size="sm" c="dimmed" className={classes.other} lang={isSpanish ? 'en' : 'es'}>
          {isSpanish ? certificate.titleEn : certificate.titleEs}
        </Text>
      )}
      <Facts
        items={[
          [t('facts.issued'), day(certificate.issuedAt)],
          [t('facts.lessons'), formats.integer(certificate.lessons.length)],
          [
            t('facts.length'),
            [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' '),
          ],
          ...(certificate.examPercent === null
            ? []
            : ([[t('facts.exam'), formats.percent(certificate.examPercent / 100, 1)]] as const)),
          [t('facts.code'), <span className={classes.code}>{certificate.code}</span>],
        ]}
      />
      <Title order={3} className={classes.contents}>
        {t('contents')}
      </Title>
      <ol className={classes.lessons}>
        {certificate.lessons.map((lesson, index) => (
          <li key={index}>{isSpanish ? lesson.es : lesson.en}</li>
        ))}
      </ol>
    </article>
  );
}

function Files({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const words = useWords();
  const language = useLanguage();
  const page = `${location.origin}/certificates/${certificate.code}`;
  const file = (name: CertificateFile, label: string) => (
    <Button
      component="a"
      variant="default"
      size="xs"
      href={fileOf(certificate.code, name, language)}
      download={`ami-${certificate.code}-${name}`}
    >
      {label}
    </Button>
  );
  return (
    <Panel title={t('files.title')}>
      <Stack gap="sm">
        <Group gap="xs">
          {file('certificate.pdf', t('files.pdf'))}
          {file('share.png', t('files.picture'))}
          {file('badge.json', t('files.badge'))}
          {file('badge.png', t('files.baked'))}
          <Button variant="default" size="xs" onClick={() => print()}>
            {t('files.print')}
          </Button>
          <Button
            component="a"
            variant="default"
            size="xs"
            href={linkedInAddress(certificate, words.title(certificate), page)}
            target="_blank"
            rel="noopener noreferrer"
          >
            {t('files.linkedIn')}
          </Button>
        </Group>
        <CopyField label={t('files.link')} value={page} copy={t('files.copy')} copied={t('files.copied')} />
      </Stack>
    </Panel>
  );
}

function Shown({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  return (
    <div className={classes.columns}>
      <Stack gap="md">
        <Verdict certificate={certificate} />
        <Sheet certificate={certificate} />
      </Stack>
      <Stack gap="md" className={classes.aside}>
        {!certificate.revokedAt && <Files certificate={certificate} />}
        <Panel title={t('checking.title')}>
          <Stack gap="xs">
            <Text size="sm">{t('checking.paper')}</Text>
            <Text size="sm">{t('checking.badge')}</Text>
            <Text size="sm">{t('checking.name')}</Text>
            <Anchor component={Link} to={`/courses/${certificate.course}`} size="sm">
              {t('toCourse')}
            </Anchor>
          </Stack>
        </Panel>
      </Stack>
    </div>
  );
}

/** A certificate for whoever has its code: what it says, and whether it counts. Nobody has to sign in. */
export function CertificatePage() {
  const { t } = useTranslation('certificates');
  const { code = '' } = useParams();
  const { data, error, failureReason, refetch } = useCertificate(code);
  const isUnknown = error instanceof ApiError && error.status === 404;
  return (
    <>
      <meta name="robots" content="noindex, nofollow" />
      <meta name="referrer" content="no-referrer" />
      <Page title={t(isUnknown ? 'unknown' : 'title')} lead={isUnknown ? undefined : t('lead')}>
        {/* What was seen earlier may count no more: it is not shown where it cannot be asked for again. */}
        <QueryView
          query={{ data: error ? undefined : data, error, failureReason, refetch }}
          failed={(reason, retry) =>
            isUnknown ? (
              <Text role="alert">{t('unknownHint')}</Text>
            ) : (
              <ErrorState error={reason} onRetry={retry} />
            )
          }
        >
          {(certificate) => <Shown certificate={certificate} />}
        </QueryView>
      </Page>
    </>
  );
}

export { CertificatePage as Component };
