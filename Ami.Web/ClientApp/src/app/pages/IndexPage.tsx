import { useSession } from '@/lib/auth/useSession';
import { HomePage, LandingPage } from '../firstPage';

export function IndexPage() {
  return useSession().status === 'signedIn' ? <HomePage /> : <LandingPage />;
}
