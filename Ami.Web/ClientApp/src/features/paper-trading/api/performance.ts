import { useOverview, type Overview } from './overview';

const equityOf = (overview: Overview) => overview.equity;
const statsOf = (overview: Overview) => overview.stats;

export const useEquity = () => useOverview(equityOf);

export const useStats = () => useOverview(statsOf);
