import { TextInput, type TextInputProps } from '@mantine/core';

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** What was typed; read it with `readAmount`, so that nothing a person enters passes through binary fractions. */
  value?: string;
  onChange: (value: string) => void;
};

/** A field for an exact decimal. */
export function AmountInput({ onChange, ...props }: Props) {
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
