using Ami.Quant.Series;

namespace Ami.Quant.Backtesting;

/// <summary>
/// Runs a strategy over bars. At each instant: orders given earlier meet the new bar along <see cref="Trading.BarPath"/>, by the rules of <see
/// cref="Trading.TradingBook"/>;
/// what is held is marked at the close, and then the strategy decides. An entry is therefore never on the bar that decided it.
/// </summary>
public static class Backtest
{
    /// <summary>Runs over one instrument.</summary>
    /// <param name="bars">Candles in increasing time; bars that are not finite are skipped as missing.</param>
    /// <param name="strategy">A new strategy.</param>
    /// <param name="settings">Account and costs; default: 10,000 in cash, free trading, no leverage.</param>
    public static BacktestResult Run(CandleView bars, IStrategy strategy, BacktestSettings? settings = null) =>
        Run([new Instrument("", bars)], strategy, settings);

    /// <summary>Runs over several instruments that share one account. A step is an instant at which at least one of them has a bar.</summary>
    /// <param name="instruments">At least one; their bars need not coincide.</param>
    /// <param name="strategy">A new strategy; it is called for each instrument with a bar, in the order of the input, after all have been filled.</param>
    /// <param name="settings">Account and costs.</param>
    /// <exception cref="ArgumentException">There is no instrument, two have one name, or the initial cash is not positive.</exception>
    public static BacktestResult Run(IReadOnlyList<Instrument> instruments, IStrategy strategy, BacktestSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(strategy);
        settings ??= new BacktestSettings();
        if (instruments.Count == 0)
        {
            throw new ArgumentException("At least one instrument is needed.", nameof(instruments));
        }

        if (!(settings.InitialCash > 0))
        {
            throw new ArgumentException($"The initial cash must be positive, not {settings.InitialCash}.", nameof(settings));
        }

        if (instruments.Select(i => i.Symbol).Distinct(StringComparer.Ordinal).Count() < instruments.Count)
        {
            throw new ArgumentException("Each instrument needs a name of its own.", nameof(instruments));
        }

        var account = new Account(settings);
        var runs = new InstrumentRun[instruments.Count];
        var contexts = new BarContext[runs.Length];
        for (var s = 0; s < runs.Length; s++)
        {
            runs[s] = new InstrumentRun(s, instruments[s], settings, account);
            account.Add(runs[s]);
            contexts[s] = new BarContext(account, runs[s]);
        }

        var clock = new Clock(instruments);
        var time = new long[clock.Capacity];
        var equity = new double[clock.Capacity];
        int steps = 0,
            inMarket = 0;
        var ruined = false;
        while (!ruined && clock.Next())
        {
            foreach (var s in clock.Present)
            {
                runs[s].Process(clock.BarOf(s), clock.IndexOf(s));
            }

            foreach (var s in clock.Present)
            {
                runs[s].SetMark();
            }

            account.MarkToMarket();
            ruined = account.Equity <= 0;
            if (ruined)
            {
                CloseAll(runs, account, ExitReason.Liquidation);
            }

            time[steps] = clock.Time;
            equity[steps] = account.Equity;
            steps++;
            if (account.HoldsAnything)
            {
                inMarket++;
            }

            if (ruined)
            {
                break;
            }

            if (account.IsBreached() && account.Book.Liquidate(runs[clock.Present[0]].At(5), runs[clock.Present[0]].At(5)) is not null)
            {
                account.Liquidated();
            }

            foreach (var s in clock.Present)
            {
                strategy.OnBar(contexts[s]);
            }
        }

        if (settings.CloseAtEnd && steps > 0)
        {
            CloseAll(runs, account, ExitReason.EndOfData);
            equity[steps - 1] = account.Equity;
        }

        return new BacktestResult(account, settings.InitialCash, Trimmed(time, steps), Trimmed(equity, steps), inMarket, ruined);
    }

    private static void CloseAll(InstrumentRun[] runs, Account account, ExitReason reason)
    {
        foreach (var run in runs)
        {
            if (run.Index >= 0)
            {
                run.CloseOut(reason);
            }
        }

        account.MarkToMarket();
    }

    private static T[] Trimmed<T>(T[] values, int count) => count == values.Length ? values : values[..count];
}
