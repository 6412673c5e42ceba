import type { ReadDraft } from '../domain/orderDraft';
import RuleNotes from '../rules/RuleNotes';
import type { Account, Instrument, Side } from '../api/types';
import { HoursNote } from './HoursNote';
import PausedNote from './PausedNote';

export type SendNotesProps = {
  account: Account | undefined;
  instrument: Instrument;
  side: Side;
  held: number;
  read: ReadDraft;
  /** Of what says that it is paused; null where it is not. */
  pausedId: string | null;
};

/** What there is to know before an order is sent. */
export default function SendNotes({ account, instrument, side, held, read, pausedId }: SendNotesProps) {
  return (
    <>
      {account && <RuleNotes account={account} instrument={instrument} side={side} held={held} read={read} />}
      {pausedId !== null && <PausedNote id={pausedId} symbol={instrument.symbol} />}
      {instrument.sessions != null && <HoursNote instrument={instrument} />}
    </>
  );
}
