import { Button, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import { CandlePicture } from './CandlePicture';
import classes from './LandingPage.module.css';
import './landingTexts';

const points: readonly { key: 'charts' | 'practice' | 'risk' | 'record'; icon: IconName }[] = [
  { key: 'charts', icon: 'candles' },
  { key: 'practice', icon: 'wallet' },
  { key: 'risk', icon: 'shield' },
  { key: 'record', icon: 'table' },
];

export default function LandingPage() {
  const { t } = useTranslation('landing');
  return (
    <div className={classes.page}>
      <title>{`AMI · ${t('title')}`}</title>
      <div className={classes.hero}>
        <div>
          <Title order={1} className={classes.title}>
            {t('title')}
          </Title>
          <Text className={classes.lead}>{t('lead')}</Text>
          <div className={classes.actions}>
            <Button component={Link} to="/sign-up" size="md">
              {t('start')}
            </Button>
            <Button component={Link} to="/sign-in" size="md" variant="default">
              {t('haveAccount')}
            </Button>
          </div>
        </div>
        <CandlePicture />
      </div>
      <ul className={classes.points}>
        {points.map(({ key, icon }) => (
          <li key={key} className={classes.point}>
            <Icon name={icon} size={20} />
            <h2 className={classes.pointTitle}>{t(`${key}.title`)}</h2>
            <Text size="sm" c="dimmed">
              {t(`${key}.text`)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" className={classes.honesty}>
        {t('honesty')}
      </Text>
    </div>
  );
}
