import { useSearchParams } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { SignUpPage } from '@/features/identity/routes/SignUpPage';
import { useJoiningMode } from '@/features/joining/api/registration';
import { JoinCard } from '@/features/joining/components/JoinCard';

/** The sign-up form, with a field for an invitation where one is needed; or the waitlist, for whoever has none. */
export function SignUpGate() {
  const [params] = useSearchParams();
  const mode = useJoiningMode();
  return (
    <QueryView query={mode}>
      {(now) =>
        now === 'waitlist' && !params.has('invitation') ? (
          <JoinCard />
        ) : (
          <SignUpPage asksInvitation={now !== 'open'} />
        )
      }
    </QueryView>
  );
}

export { SignUpGate as Component };
