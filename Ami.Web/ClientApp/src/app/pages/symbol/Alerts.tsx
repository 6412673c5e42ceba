import { AlertsPanel } from '@/features/market/alerts/AlertsPanel';

/** The alerts, whose code comes when they are looked at. */
export default function Alerts({ symbol }: { symbol: string }) {
  return <AlertsPanel current={symbol} />;
}
