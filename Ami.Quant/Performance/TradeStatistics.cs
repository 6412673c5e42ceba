namespace Ami.Quant.Performance;

/// <summary>
/// Statistics of closed trades. A trade with profit 0 is neither won nor lost, and ends a streak. Figures that are undefined (no
/// trade, no loss, no stop) are NaN, never 0.
/// </summary>
/// <remarks>V. K. Tharp, Trade Your Way to Financial Freedom, 2nd ed. (2007), ch. 7 (R, expectancy); J. D. Schwager, Getting Started in Technical Analysis
/// (1999), ch. 21.</remarks>
public sealed record TradeStatistics
{
    /// <summary>Closed trades.</summary>
    public required int Count { get; init; }

    /// <summary>Trades with a profit.</summary>
    public required int Wins { get; init; }

    /// <summary>Trades with a loss.</summary>
    public required int Losses { get; init; }

    /// <summary>Wins / count, 0..1.</summary>
    public double WinRate => Count == 0 ? double.NaN : (double)Wins / Count;

    /// <summary>Sum of profits, not negative.</summary>
    public required double GrossProfit { get; init; }

    /// <summary>Sum of losses as a positive number.</summary>
    public required double GrossLoss { get; init; }

    /// <summary>Gross profit − gross loss.</summary>
    public double NetProfit => GrossProfit - GrossLoss;

    /// <summary>Gross profit / gross loss.</summary>
    public double ProfitFactor => !Variation.VanishesLinearly(GrossLoss, 1, GrossProfit) ? GrossProfit / GrossLoss : double.NaN;

    /// <summary>Mean profit of the won trades.</summary>
    public double AverageWin => Wins == 0 ? double.NaN : GrossProfit / Wins;

    /// <summary>Mean loss of the lost trades as a positive number.</summary>
    public double AverageLoss => Losses == 0 ? double.NaN : GrossLoss / Losses;

    /// <summary>Average win / average loss.</summary>
    public double Payoff => !Variation.VanishesLinearly(AverageLoss, 1, AverageWin) ? AverageWin / AverageLoss : double.NaN;

    /// <summary>Mean net profit per trade, in account currency.</summary>
    public double Expectancy => Count == 0 ? double.NaN : NetProfit / Count;

    /// <summary>Trades that had a stop, so that R is known.</summary>
    public required int CountWithR { get; init; }

    /// <summary>Mean R of the trades that had a stop.</summary>
    public required double ExpectancyR { get; init; }

    /// <summary>Sample standard deviation of R.</summary>
    public required double DeviationR { get; init; }

    /// <summary>Sum of R.</summary>
    public required double TotalR { get; init; }

    /// <summary>Mean maximum adverse excursion in R, 0 or negative.</summary>
    public required double AverageAdverseR { get; init; }

    /// <summary>Mean maximum favourable excursion in R, 0 or positive.</summary>
    public required double AverageFavourableR { get; init; }

    /// <summary>Most wins in a row.</summary>
    public required int LongestWinStreak { get; init; }

    /// <summary>Most losses in a row.</summary>
    public required int LongestLossStreak { get; init; }

    /// <summary>Streak the last trade belongs to: positive for wins, negative for losses, 0 after a trade that was neither.</summary>
    public required int CurrentStreak { get; init; }

    /// <summary>Kelly fraction of a bet with this win rate and payoff, see <see cref="Performance.Kelly.Binary"/>.</summary>
    public double Kelly => Payoff > 0 ? Performance.Kelly.Binary((double)Wins / (Wins + Losses), Payoff) : double.NaN;

    /// <summary>Statistics of trades in the order in which they were closed.</summary>
    public static TradeStatistics Of(ReadOnlySpan<TradeOutcome> trades)
    {
        int wins = 0,
            losses = 0,
            streak = 0,
            longestWins = 0,
            longestLosses = 0;
        double profit = 0,
            loss = 0;
        var multiples = new List<double>(trades.Length);
        var (adverse, favourable) = (new List<double>(trades.Length), new List<double>(trades.Length));
        foreach (ref readonly var trade in trades)
        {
            if (trade.Profit > 0)
            {
                wins++;
                profit += trade.Profit;
                streak = Math.Max(streak, 0) + 1;
            }
            else if (trade.Profit < 0)
            {
                losses++;
                loss -= trade.Profit;
                streak = Math.Min(streak, 0) - 1;
            }
            else
            {
                streak = 0;
            }
            longestWins = Math.Max(longestWins, streak);
            longestLosses = Math.Max(longestLosses, -streak);
            AddKnown(multiples, trade.R);
            AddKnown(adverse, trade.AdverseR);
            AddKnown(favourable, trade.FavourableR);
        }
        var r = SampleMoments.Of(multiples.ToArray());
        return new()
        {
            Count = trades.Length,
            Wins = wins,
            Losses = losses,
            GrossProfit = profit,
            GrossLoss = loss,
            CountWithR = r.Count,
            ExpectancyR = r.Mean,
            DeviationR = r.Deviation,
            TotalR = r.Count == 0 ? double.NaN : r.Mean * r.Count,
            AverageAdverseR = SampleMoments.Of(adverse.ToArray()).Mean,
            AverageFavourableR = SampleMoments.Of(favourable.ToArray()).Mean,
            LongestWinStreak = longestWins,
            LongestLossStreak = longestLosses,
            CurrentStreak = streak,
        };
    }

    private static void AddKnown(List<double> values, double value)
    {
        if (double.IsFinite(value))
        {
            values.Add(value);
        }
    }
}
