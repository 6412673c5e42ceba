using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Indicators;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <summary>The sets of indicators that this process keeps live: one for all who want the same, and no more work than is bounded here.</summary>
internal sealed class IndicatorSets(IndicatorReader reader, SymbolDirectory directory, StoredIntervals stored, TimeProvider time, ILogger<IndicatorSets> logger)
{
    /// <summary>Steps of work for each second: of all sets, of one, and what one counts at least.</summary>
    internal const long MostSteps = 100_000_000,
        MostOfOne = 20_000_000,
        LeastOfOne = 400_000;

    // Those that compare read their bars each second.
    private const int ReadingCosts = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Symbol, BarInterval, PriceAdjustment, string), LiveIndicators> _sets = [];
    private long _steps;

    /// <summary>Tells a listener the values of a set until disposed; null when it would be more work than is done.</summary>
    public Listening? Open(Symbol symbol, BarInterval interval, PriceAdjustment adjustment, IndicatorSet wanted, Action<byte[], bool> listener)
    {
        var (key, steps) = ((symbol, interval, adjustment, wanted.Key), StepsOf(interval, wanted));
        lock (_gate)
        {
            if (!_sets.TryGetValue(key, out var set))
            {
                if (steps > MostOfOne || _steps + steps > MostSteps)
                {
                    return null;
                }

                _steps += steps;
                set = new LiveIndicators(symbol, interval, adjustment, wanted, reader, directory, stored, time, logger);
                _sets.Add(key, set);
            }

            set.Listen(listener);
            return new Listening(set, () => Leave(key, set, steps, listener));
        }
    }

    /// <summary>How many sets there are.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _sets.Count;
            }
        }
    }

    private static long StepsOf(BarInterval interval, IndicatorSet wanted)
    {
        var bars = wanted.Counts ? IndicatorSet.MostCounted : wanted.Lead(interval, 0, 0);
        var steps = bars * wanted.Wishes.Sum(wish => wish.Work);
        return Math.Max(LeastOfOne, steps) * (wanted.Benchmark is null ? 1 : ReadingCosts);
    }

    private void Leave((Symbol, BarInterval, PriceAdjustment, string) key, LiveIndicators set, long steps, Action<byte[], bool> listener)
    {
        lock (_gate)
        {
            set.Leave(listener);
            if (set.Listeners == 0 && _sets.Remove(key))
            {
                _steps -= steps;
            }
        }
    }

    /// <summary>A listener's place.</summary>
    internal sealed class Listening(LiveIndicators set, Action leave) : IDisposable
    {
        private Action? _leave = leave;

        /// <summary>What it listens to.</summary>
        public LiveIndicators Set => set;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
