import { useContext } from 'react';
import { OnlyAccountContext } from '@/features/paper-trading/api/overview';
import { AccountBar } from '@/features/paper-trading/components/AccountBar';
import { AccountStats } from '@/features/paper-trading/components/AccountStats';
import classes from './Dock.module.css';

/** The account in figures, and what is done with it. */
export default function AccountPanel() {
  const only = useContext(OnlyAccountContext);
  return (
    <div className={classes.account}>
      {only === null && <AccountBar />}
      <AccountStats />
    </div>
  );
}
