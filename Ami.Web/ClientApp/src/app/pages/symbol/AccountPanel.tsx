import { AccountBar } from '@/features/paper-trading/components/AccountBar';
import { AccountStats } from '@/features/paper-trading/components/AccountStats';
import classes from './Dock.module.css';

/** The account in figures, and what is done with it. */
export default function AccountPanel() {
  return (
    <div className={classes.account}>
      <AccountBar />
      <AccountStats />
    </div>
  );
}
