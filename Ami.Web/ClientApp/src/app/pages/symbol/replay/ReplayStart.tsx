import { useState } from 'react';
import { useNavigate } from 'react-router';
import { later } from '@/components/later';
import type { SymbolSummary } from '@/features/market/api/symbols';
import { usePart } from '@/features/market/commands/desk';
import type { Replay } from '@/features/paper-trading/replay/api';
import type { StartDialogProps } from '@/features/paper-trading/replay/StartDialog';
import { useTextParam } from '@/lib/urlState';

const StartDialog = later<StartDialogProps>(() => import('@/features/paper-trading/replay/StartDialog'));

/** A bar that is to be chosen on the chart: who takes its opening, in seconds, or hears that none was. */
export type Picking = { take: (t: number) => void; cancel: () => void };

export type ReplayStartProps = {
  summary: SymbolSummary;
  picking: Picking | null;
  onPicking: (picking: Picking | null) => void;
};

/** So far back a replay begins where nobody says otherwise. */
const weekMs = 7 * 86_400_000;

/** Asks for a replay when somebody wants one, wherever that was pressed. */
export default function ReplayStart({ summary, picking, onPicking }: ReplayStartProps) {
  /** Where it is asked about at first, milliseconds; null while nothing is asked. */
  const [from, setFrom] = useState<number | null>(null);
  const navigate = useNavigate();
  const [, setReplay] = useTextParam('replay');
  const show = (replay: Replay) => {
    setFrom(null);
    if (replay.symbol === summary.symbol) setReplay(replay.id);
    else void navigate(`/markets/${replay.symbol}?replay=${replay.id}`);
  };
  usePart('replay', {
    ask: () => {
      onPicking(null);
      setFrom((summary.asOf === null ? Date.now() : Date.parse(summary.asOf)) - weekMs);
    },
  });
  if (from === null || picking) return null;
  return (
    <StartDialog
      symbol={summary.symbol}
      from={from}
      onPick={() =>
        onPicking({
          take: (t) => {
            setFrom(t * 1000);
            onPicking(null);
          },
          cancel: () => onPicking(null),
        })
      }
      onShow={show}
      onClose={() => setFrom(null)}
    />
  );
}
