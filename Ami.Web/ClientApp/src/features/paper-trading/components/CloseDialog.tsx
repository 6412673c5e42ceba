import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useNumberProblem } from '@/components/useNumberProblem';
import { asTyped } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useClosePosition } from '../api/positions';
import type { Account, Position } from '../api/types';
import { partOf, shareOf, shares } from '../domain/closing';
import '../texts/terms';
import '../texts/review';

type Props = {
  account: Account;
  position: Position;
  digits: { price: number; quantity: number };
  onClose: () => void;
};

/** Says what closing all of a position, or a part of it, does before it is done. */
export default function CloseDialog({ account, position, digits, onClose }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const close = useClosePosition(account.id);
  const numberProblem = useNumberProblem();
  const { symbol, quantity: held } = position;
  const separator = formats.decimalSeparator;
  const [typed, setTyped] = useState<string | null>(null);
  const { units, isWhole, problem } = partOf(typed, held, digits.quantity, separator);
  const share = units ? units.toNumber() / Math.abs(held) : 0;

  function confirm() {
    if (!units) return;
    close.mutate(
      { symbol, quantity: isWhole ? undefined : units.toNumber() },
      {
        onSuccess() {
          toast(t(isWhole ? 'closeDialog.done' : 'closeDialog.donePart', { symbol }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog opened onClose={onClose} title={t('closeDialog.title', { symbol })}>
      <Stack gap="sm">
        <Group gap="xs" role="group" aria-label={t('closeDialog.shares')}>
          {shares.map((percent) => {
            const part = shareOf(held, percent, digits.quantity);
            const isChosen = units?.compare(part) === 0;
            return (
              <Button
                key={percent}
                size="compact-sm"
                variant={isChosen ? 'light' : 'default'}
                aria-pressed={isChosen}
                disabled={part.sign <= 0}
                onClick={() => setTyped(percent === 100 ? null : asTyped(part, separator))}
              >
                {formats.percent(percent / 100, 0)}
              </Button>
            );
          })}
        </Group>
        <AmountInput
          label={t('closeDialog.quantity', { held: formats.quantity(Math.abs(held), digits.quantity) })}
          value={typed ?? asTyped(shareOf(held, 100, digits.quantity), separator)}
          onChange={setTyped}
          error={
            problem === 'moreThanHeld'
              ? t('closeDialog.moreThanHeld')
              : problem && numberProblem(problem, digits.quantity)
          }
        />
        <Text fw={600}>
          {t('closeDialog.what', {
            side: held >= 0 ? t('side.sell') : t('side.buy'),
            quantity: units ? formats.quantity(units.toNumber(), digits.quantity) : '–',
          })}
        </Text>
        <Text size="sm">
          {t('closeDialog.about', {
            price: formats.price(position.mark, digits.price),
            pnl: formats.signedMoney(position.unrealisedPnl * share, account.currency),
          })}
        </Text>
        {(position.takeProfit != null || position.stopLoss != null) && (
          <Text size="sm">{t(isWhole ? 'closeDialog.exits' : 'closeDialog.exitsOfRest')}</Text>
        )}
        {close.lost && (
          <Alert color="yellow" role="status">
            {t('review.lost')}
          </Alert>
        )}
        {close.error && (
          <Alert color="red" role="alert">
            {errorText(close.error)}
          </Alert>
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button loading={close.isPending} disabled={!units} onClick={confirm} data-autofocus>
            {t(isWhole ? 'closeDialog.submit' : 'closeDialog.submitPart')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
