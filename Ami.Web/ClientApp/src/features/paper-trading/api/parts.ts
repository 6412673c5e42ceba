import { useOverview, type Overview } from './overview';

const positionsOf = (overview: Overview) => overview.positions;
const workingOf = (overview: Overview) => overview.workingOrders;
const latestOf = (overview: Overview) => overview.latestOrders;
const equityOf = (overview: Overview) => overview.equity;
const statsOf = (overview: Overview) => overview.stats;

export const usePositions = () => useOverview(positionsOf);

/** Orders that may still fill: working ones, and protective ones that wait for their entry. */
export const useWorkingOrders = () => useOverview(workingOf);

/** The newest few, whatever became of them. */
export const useLatestOrders = () => useOverview(latestOf);

export const useEquity = () => useOverview(equityOf);

export const useStats = () => useOverview(statsOf);
