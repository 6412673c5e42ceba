import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { alertsQuery, deleteAlert, type Alert } from './api';

export type DeleteAlertProps = { alert: Alert; onDone?: () => void; onClose: () => void };

/** Asks before an alert is deleted, as its past goes with it. */
export default function DeleteAlert({ alert, onDone, onClose }: DeleteAlertProps) {
  const { t } = useTranslation('alerts');
  const { name } = alert;
  return (
    <ActDialog
      title={t('deleteTitle', { name })}
      lead={t('deleteLead')}
      submit={t('deleteSubmit')}
      done={t('deleted', { name })}
      onDone={onDone}
      danger
      act={() => deleteAlert(alert)}
      refresh={[alertsQuery.queryKey]}
      onClose={onClose}
    />
  );
}
