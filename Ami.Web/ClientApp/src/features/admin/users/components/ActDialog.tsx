import { ActDialog as AnyActDialog, type ActDialogProps } from '@/components/ActDialog';
import { usersKey } from '../api/list';

/** An act on an account; lists and account are read again. */
export function ActDialog(props: Omit<ActDialogProps, 'refresh'>) {
  return <AnyActDialog {...props} refresh={[usersKey]} />;
}
