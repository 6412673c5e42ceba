using Ami.Quant.Performance;

namespace Ami.Modules.PaperTrading.Domain.Statistics;

/// <summary>A figure that trades only estimate, and where it truly lies with a confidence of 95 percent.</summary>
public sealed record Estimate(double Value, double Lower, double Upper);

/// <summary>Trades that have something in common.</summary>
/// <param name="Key">The symbol, the hour (0 to 23) or the day of the week (1 is Monday, 7 Sunday), in the user's time zone.</param>
/// <param name="Result">After fees.</param>
/// <param name="TotalR">Sum of the results in multiples of the risk, of those trades whose risk is known; null when none is.</param>
public sealed record TradeGroup(string Key, int Trades, int Wins, decimal Result, decimal Fees, decimal Slippage, decimal? TotalR);

/// <summary>What the closed trades of one life of an account say, and how sure that is.</summary>
/// <param name="Trades">How many.</param>
/// <param name="TradesWithR">Those whose every entry had a stop, so that their risk is known.</param>
/// <param name="WinRate">Wins per trade; null without trades.</param>
/// <param name="ExpectancyR">Mean result in multiples of the risk; null where fewer than two trades have one.</param>
/// <param name="TradesNeeded">
/// Trades with a known risk after which an expectancy like this one is known to be above zero with a confidence of 95 percent; null where it is not above zero.
/// </param>
/// <param name="Result">After fees.</param>
/// <param name="Slippage">What fills cost against the price they touched: the gap between ideal and simulated fills.</param>
/// <param name="SlippageBps">The same in basis points of what was traded.</param>
/// <param name="TimeInMarket">Share of the life's time in which a trade was open, 0 to 1.</param>
/// <param name="ByHour">By the hour in which trades were opened, in the user's time zone.</param>
/// <param name="ByWeekday">By the day on which they were opened.</param>
public sealed record AccountStatistics(
    int Trades,
    int TradesWithR,
    Estimate? WinRate,
    Estimate? ExpectancyR,
    int? TradesNeeded,
    decimal Result,
    decimal Fees,
    decimal Slippage,
    decimal SlippageBps,
    double TimeInMarket,
    IReadOnlyList<TradeGroup> BySymbol,
    IReadOnlyList<TradeGroup> ByHour,
    IReadOnlyList<TradeGroup> ByWeekday
)
{
    private const int Replications = 1_000;
    private const ulong Seed = 1;

    /// <param name="trades">In the order in which they were closed.</param>
    /// <param name="begin">Of the life.</param>
    /// <param name="end">Of the life, or now.</param>
    /// <param name="zone">The user's.</param>
    public static AccountStatistics Of(IReadOnlyList<ClosedTrade> trades, DateTimeOffset begin, DateTimeOffset end, TimeZoneInfo zone)
    {
        var known = MultiplesOf(trades);
        var (slippage, notional) = (trades.Sum(trade => trade.Slippage), trades.Sum(trade => trade.Notional));
        return new AccountStatistics(
            Trades: trades.Count,
            TradesWithR: known.Length,
            WinRate: trades.Count == 0 ? null : RateOf(trades.Count(trade => trade.Result > 0), trades.Count),
            ExpectancyR: ExpectancyOf(known),
            TradesNeeded: NeededOf(known),
            Result: trades.Sum(trade => trade.Result),
            Fees: trades.Sum(trade => trade.Fees),
            Slippage: slippage,
            SlippageBps: notional == 0 ? 0 : decimal.Round(slippage / notional * 10_000, 4),
            TimeInMarket: TimeInMarketOf(trades, begin, end),
            BySymbol: [.. GroupsOf(trades, trade => trade.Symbol).OrderByDescending(group => group.Trades).ThenBy(group => group.Key, StringComparer.Ordinal)],
            ByHour: [.. GroupsOf(trades, trade => Local(trade).Hour).OrderBy(group => int.Parse(group.Key, Invariant))],
            ByWeekday: [.. GroupsOf(trades, trade => ((int)Local(trade).DayOfWeek + 6) % 7 + 1).OrderBy(group => group.Key, StringComparer.Ordinal)]
        );

        DateTimeOffset Local(ClosedTrade trade) => TimeZoneInfo.ConvertTime(trade.OpenedAt, zone);
    }

    /// <summary>The expectancy in R of trades alone; null where fewer than two have a known risk.</summary>
    public static Estimate? ExpectancyOf(IReadOnlyList<ClosedTrade> trades) => ExpectancyOf(MultiplesOf(trades));

    private static Estimate? ExpectancyOf(double[] multiples) => multiples.Length < 2 ? null : MeanOf(multiples);

    private static double[] MultiplesOf(IReadOnlyList<ClosedTrade> trades) =>
        [.. trades.Where(trade => trade.R is not null).Select(trade => (double)trade.R.GetValueOrDefault())];

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private static Estimate RateOf(int wins, int trades)
    {
        var (lower, upper) = Proportions.Wilson(wins, trades);
        return new Estimate((double)wins / trades, lower, upper);
    }

    /// <summary>The same trades always have the same interval.</summary>
    private static Estimate MeanOf(double[] values)
    {
        var interval = StationaryBootstrap.Interval(values, sample => SampleMoments.Of(sample).Mean, Seed, replications: Replications, meanBlock: 1);
        return new Estimate(interval.Estimate, interval.Lower, interval.Upper);
    }

    private static int? NeededOf(double[] multiples)
    {
        var moments = SampleMoments.Of(multiples);
        var needed = SharpeInference.MinimumTrackRecord(moments.Mean / moments.Deviation, 0, moments.Skewness, moments.Kurtosis);
        return double.IsFinite(needed) && needed < int.MaxValue ? (int)Math.Ceiling(needed) : null;
    }

    private static double TimeInMarketOf(IReadOnlyList<ClosedTrade> trades, DateTimeOffset begin, DateTimeOffset end)
    {
        if (end <= begin)
        {
            return 0;
        }

        var (open, until) = (TimeSpan.Zero, begin);
        foreach (var trade in trades.OrderBy(trade => trade.OpenedAt))
        {
            var from = trade.OpenedAt > until ? trade.OpenedAt : until;
            if (trade.ClosedAt > from)
            {
                (open, until) = (open + (trade.ClosedAt - from), trade.ClosedAt);
            }
        }

        return Math.Min(1, open / (end - begin));
    }

    private static IEnumerable<TradeGroup> GroupsOf<T>(IEnumerable<ClosedTrade> trades, Func<ClosedTrade, T> key) =>
        trades
            .GroupBy(key)
            .Select(group => new TradeGroup(
                Convert.ToString(group.Key, Invariant) ?? "",
                group.Count(),
                group.Count(trade => trade.Result > 0),
                group.Sum(trade => trade.Result),
                group.Sum(trade => trade.Fees),
                group.Sum(trade => trade.Slippage),
                group.Any(trade => trade.R is not null) ? group.Sum(trade => trade.R.GetValueOrDefault()) : null
            ));
}
