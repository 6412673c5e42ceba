import { Stack } from '@mantine/core';
import { QueryView } from '@/components/QueryView';
import { useChoiceParam } from '@/lib/urlState';
import { useMyPlan } from '../api/subscription';
import { CheckoutReturn } from '../components/CheckoutReturn';
import { SubscriptionDialog, subscriptionDialogs } from '../components/SubscriptionDialogs';
import { SubscriptionPanel } from '../components/SubscriptionPanel';
import { hasArrived } from '../domain/standing';
import '../texts';

/** So often it is looked whether what was paid has come. */
const everyMs = 2_000;

/** One's plan and subscription. The payment provider sends people back here from its checkout. */
export function MyPlanPage() {
  const [checkout] = useChoiceParam('checkout', ['none', 'done'] as const, 'none');
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', ...subscriptionDialogs] as const, 'none');
  const mine = useMyPlan({
    everyMs: (now) => (checkout === 'done' && !hasArrived(now) ? everyMs : false),
  });
  return (
    <Stack gap="md">
      {checkout === 'done' && <CheckoutReturn mine={mine.data} />}
      <QueryView query={mine}>
        {(own) => (
          <>
            <SubscriptionPanel
              mine={own}
              onAct={(act) => {
                const opened = subscriptionDialogs.find((one) => one === act);
                if (opened) setDialog(opened);
              }}
            />
            {own.subscription && dialog !== 'none' && (
              <SubscriptionDialog
                dialog={dialog}
                subscription={own.subscription}
                onClose={() => setDialog('none')}
              />
            )}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

export { MyPlanPage as Component };
