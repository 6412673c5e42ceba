import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { useUser } from '@/lib/auth/useSession';

const partOfDay = (hour: number) => (hour < 12 ? 'morning' : hour < 19 ? 'afternoon' : 'evening');

export default function HomePage() {
  const { t } = useTranslation();
  const user = useUser();
  const greeting = t(`home.greeting_${partOfDay(new Date().getHours())}`, { name: user?.displayName ?? '' });
  return (
    <Page title={greeting}>
      <></>
    </Page>
  );
}
