using Ami.Quant.Performance;

namespace Ami.Quant.Backtesting;

/// <summary>What a run produced.</summary>
public sealed class BacktestResult
{
    internal BacktestResult(Account account, double initialCash, long[] time, double[] equity, int stepsInMarket, bool ruined)
    {
        InitialCash = initialCash;
        Time = time;
        Equity = equity;
        Trades = account.Trades;
        Fills = account.Fills ?? [];
        Decisions = account.Decisions ?? [];
        FeesPaid = account.FeesPaid;
        FundingPaid = account.FundingPaid;
        TimeInMarket = time.Length == 0 ? 0 : (double)stepsInMarket / time.Length;
        var average = equity.Length == 0 ? 0 : equity.Average();
        Turnover = average > 0 ? account.TradedValue / average : 0;
        Ruined = ruined;
    }

    /// <summary>Cash at the start, money.</summary>
    public double InitialCash { get; }

    /// <summary>Opening instants of the bars, Unix milliseconds UTC; one per step.</summary>
    public long[] Time { get; }

    /// <summary>Value of the account at the close of each step, money, after all costs so far.</summary>
    public double[] Equity { get; }

    /// <summary>Round trips, in the order in which they were closed.</summary>
    public IReadOnlyList<Trade> Trades { get; }

    /// <summary>Executions, when <see cref="BacktestSettings.RecordFills"/> is set; otherwise empty.</summary>
    public IReadOnlyList<Fill> Fills { get; }

    /// <summary>Decisions, when <see cref="BacktestSettings.RecordDecisions"/> is set; otherwise empty.</summary>
    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>Fees paid, money.</summary>
    public double FeesPaid { get; }

    /// <summary>Funding and borrowing paid, money; negative when received.</summary>
    public double FundingPaid { get; }

    /// <summary>Exposure in time: share of steps that ended with an open position, 0 to 1.</summary>
    public double TimeInMarket { get; }

    /// <summary>Value bought and sold over the mean equity.</summary>
    public double Turnover { get; }

    /// <summary>True when the equity was used up and the run was stopped there.</summary>
    public bool Ruined { get; }

    /// <summary>Equity at the end, money.</summary>
    public double FinalEquity => Equity.Length == 0 ? InitialCash : Equity[^1];

    /// <summary>Total return, a fraction of the initial cash.</summary>
    public double TotalReturn => FinalEquity / InitialCash - 1;

    /// <summary>Simple return of each step, a fraction; the first is against the initial cash.</summary>
    public double[] Returns()
    {
        var returns = new double[Equity.Length];
        var before = InitialCash;
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = before > 0 ? Equity[i] / before - 1 : 0;
            before = Equity[i];
        }

        return returns;
    }

    /// <summary>The usual figures of the equity curve.</summary>
    /// <param name="annualRiskFree">Riskless rate per year, a fraction.</param>
    /// <exception cref="ArgumentException">There were fewer than two steps.</exception>
    public PerformanceReport Report(double annualRiskFree = 0) => PerformanceReport.Of(Time, Equity, annualRiskFree);

    /// <summary>Statistics of the closed trades, in money and in R.</summary>
    public TradeStatistics Statistics() => TradeStatistics.Of([.. Trades.Select(t => TradeOutcome.Of(t))]);

    /// <summary>Results of the trades that had a stop, in multiples of their initial risk.</summary>
    public double[] RMultiples() => [.. Trades.Select(t => t.R).Where(double.IsFinite)];
}
