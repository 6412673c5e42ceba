import { Button, type ButtonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useResendVerification } from '../api/emailAddress';
import '../texts/access';

/** Mails the link once more that confirms the account's address. */
export function ResendButton(props: ButtonProps) {
  const { t } = useTranslation('access');
  const errorText = useErrorText();
  const resend = useResendVerification();
  return (
    <Button
      {...props}
      loading={resend.isPending}
      onClick={() =>
        resend.mutate(undefined, {
          onSuccess: () => toast(t('banner.sent')),
          onError: (error) => toast(errorText(error), { tone: 'error' }),
        })
      }
    >
      {t('banner.again')}
    </Button>
  );
}
