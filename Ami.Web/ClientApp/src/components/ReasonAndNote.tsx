import { NativeSelect, Textarea } from '@mantine/core';

const longestNote = 500;

type Props<R extends string> = {
  /** Says who reads the reason. */
  reasonLabel: string;
  reasons: readonly { value: R; label: string }[];
  reason: R;
  onReason: (reason: R) => void;
  noteLabel: string;
  noteHint: string;
  note: string;
  onNote: (note: string) => void;
};

/** Why staff take something of somebody away: a reason that the person reads, and a note for the team. */
export function ReasonAndNote<R extends string>(props: Props<R>) {
  return (
    <>
      <NativeSelect
        label={props.reasonLabel}
        data={[...props.reasons]}
        value={props.reason}
        onChange={(event) => props.onReason(event.currentTarget.value as R)}
      />
      <Textarea
        label={props.noteLabel}
        description={props.noteHint}
        rows={3}
        maxLength={longestNote}
        value={props.note}
        onChange={(event) => props.onNote(event.currentTarget.value)}
      />
    </>
  );
}
