import { useNavigate } from 'react-router';
import { signOut } from '@/features/identity/api/signOut';

/** Signs out. First to a public page: otherwise the guard of this one would ask to sign in again. */
export function useLeave() {
  const navigate = useNavigate();
  return async () => {
    await navigate('/');
    await signOut();
  };
}
