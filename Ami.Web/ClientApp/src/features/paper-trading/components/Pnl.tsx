import { Signed } from '@/components/Signed';
import { useFormats } from '@/lib/formats/useFormats';

/** A result in money, with its sign; `fraction` adds the percentage. */
export function Pnl(props: { value: number; currency: string; fraction?: number }) {
  const formats = useFormats();
  const money = formats.signedMoney(props.value, props.currency);
  const text = props.fraction === undefined ? money : `${money} (${formats.signedPercent(props.fraction)})`;
  return <Signed value={props.value} text={text} />;
}
