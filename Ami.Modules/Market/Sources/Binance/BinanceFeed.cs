using System.Collections.Frozen;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// Follows Binance in the silo that leads the feed: hears the stream, asks for what the stream left out, and stores bars. Nothing here waits for the exchange
/// longer than one answer takes.
/// </summary>
internal sealed class BinanceFeed(
    BinanceApi api,
    BinanceMarket market,
    BinanceStream stream,
    SourceHistory history,
    SourceListing listing,
    SourceStates states,
    SourceMetrics metrics,
    ExchangeClock clock,
    BinanceOptions options,
    CandleStore store,
    ILogger<BinanceFeed> logger
)
{
    // The stream says it within some seconds; later it is asked for.
    private const long BarGrace = 3_000;
    private const long ClockEvery = 5 * 60_000;

    // What is heard on the stream lies further from the clock: the clock is looked at again, though not more often than this.
    private const long ClockDoubt = 10_000;
    private const int TradePagesAtOnce = 10;

    private FrozenDictionary<string, SymbolFeed> _feeds = FrozenDictionary<string, SymbolFeed>.Empty;
    private List<ListedSymbol>? _listed;
    private long? _clockAt;
    private bool _isClockDoubted;
    private Error? _tending;
    private Error? _keeping;

    /// <summary>Whether Binance is to be followed at all.</summary>
    public bool IsEnabled => options.Enabled;

    /// <summary>The symbols followed now.</summary>
    public IReadOnlyCollection<SymbolFeed> Feeds => _feeds.Values;

    /// <summary>The ticks of a symbol; null while this process does not follow it.</summary>
    public ITickSource? Source(SymbolSpec spec)
    {
        if (!_feeds.TryGetValue(spec.Symbol.Value, out var feed))
        {
            return null;
        }

        feed.Spec = spec;
        return new BinanceSource(feed, store, history, clock);
    }

    /// <summary>Whether other symbols are Binance's by now than are followed: staff have switched the source of one.</summary>
    public async Task<bool> IsOutdated(CancellationToken cancellationToken) =>
        _listed is { } listed
        && !(await listing.Of(PriceSource.Binance, listed, cancellationToken)).Select(spec => spec.Symbol.Value).ToHashSet().SetEquals(_feeds.Keys);

    /// <summary>Lists the symbols. Until that was possible nothing is followed.</summary>
    /// <returns>Why it was not possible; null when it was.</returns>
    public async Task<Error?> Begin(CancellationToken cancellationToken)
    {
        var error = await LookAtClock(cancellationToken);
        if (error is null && _listed is null)
        {
            _ = (await market.List(cancellationToken)).Try(out _listed, out error);
        }

        if (error is not null || _listed is not { } listed)
        {
            states.Report(PriceSource.Binance, error);
            return error;
        }

        var specs = await listing.Ensure(PriceSource.Binance, listed, cancellationToken);
        _feeds = specs.ToFrozenDictionary(
            spec => spec.Symbol.Value,
            spec => _feeds.GetValueOrDefault(spec.Symbol.Value) ?? new SymbolFeed(spec, clock, options.TradesOfAtMost)
        );
        return null;
    }

    /// <summary>Listens until cancelled.</summary>
    public Task Listen(CancellationToken cancellationToken) => _feeds.Count == 0 ? Task.CompletedTask : stream.Run(_feeds.Keys, Hear, Doubt, cancellationToken);

    /// <summary>What happens from now on is not known here.</summary>
    public void Stop()
    {
        Doubt();
        (_clockAt, _listed) = (null, null);
    }

    /// <summary>Looks after the connection and the clock, and asks for trades that are missing.</summary>
    public async Task Tend(JobRun run, CancellationToken cancellationToken)
    {
        stream.Check();
        var error = await TendClock(cancellationToken);
        // While nobody listens more would be missed meanwhile.
        foreach (var feed in stream.IsOpen ? _feeds.Values.Where(feed => feed.IsIncomplete) : [])
        {
            if (error is not null)
            {
                break;
            }

            error = await CatchUp(feed, run, cancellationToken);
        }

        _tending = error;
        Report();
    }

    /// <summary>Stores bars that closed, and asks for those that are missing.</summary>
    public async Task Keep(JobRun run, CancellationToken cancellationToken)
    {
        _keeping = await KeepAll(run, cancellationToken);
        Report();
    }

    private async Task<Error?> KeepAll(JobRun run, CancellationToken cancellationToken)
    {
        foreach (var depth in market.Depths)
        {
            foreach (var feed in _feeds.Values)
            {
                if (await Keep(feed, depth, run, cancellationToken) is { } error)
                {
                    logger.LogDebug("Bars of {Symbol} are not complete yet: {Why}", feed.Spec.Symbol, error.Message);
                    return error;
                }
            }
        }

        return null;
    }

    private void Report()
    {
        // Before it was begun its own error stands.
        if (_feeds.Count > 0)
        {
            var listening = stream.IsConnected ? ClockTrouble() : stream.Refusal ?? SourceErrors.Unreachable(PriceSource.Binance, "no stream is open");
            states.Report(PriceSource.Binance, _tending ?? _keeping ?? listening);
        }
    }

    private async Task<Error?> Keep(SymbolFeed feed, HistoryDepth depth, JobRun run, CancellationToken cancellationToken)
    {
        if (depth.Interval == BarInterval.OneMinute)
        {
            while (history.CompleteTo(feed.Spec.Id, depth.Interval) is not null && feed.TryTakeClosed(out var bar))
            {
                if (!(await history.Closed(market, feed.Spec, depth, bar, cancellationToken)).Try(out var stored, out var failed))
                {
                    return failed;
                }

                Did(run, stored);
            }
        }

        if (history.CompleteTo(feed.Spec.Id, depth.Interval) is { } complete && complete >= depth.Interval.Floor(clock.Now - BarGrace))
        {
            return null;
        }

        if (!(await history.Fill(market, feed.Spec, depth, cancellationToken)).Try(out var filled, out var error))
        {
            return error;
        }

        Did(run, filled);
        return null;
    }

    private void Did(JobRun run, int bars)
    {
        run.Did(bars);
        metrics.Stored(bars);
    }

    /// <summary>Asks for trades from the last known one on; after a long absence only for those of this minute.</summary>
    private async Task<Error?> CatchUp(SymbolFeed feed, JobRun run, CancellationToken cancellationToken)
    {
        var (symbol, doubts) = (feed.Spec.Symbol.Value, feed.Doubts);
        if (feed.Last is not { } known || clock.Now - known.Time > (long)options.TradesOfAtMost.TotalMilliseconds)
        {
            if (await BeginAnew(feed, cancellationToken) is { } failed)
            {
                return failed;
            }
        }

        for (var page = 0; page < TradePagesAtOnce && feed.Last is { } last; page++)
        {
            if (!(await api.TradesFrom(symbol, last.Id + 1, cancellationToken)).Try(out var trades, out var error))
            {
                return error;
            }

            feed.Fill(trades, all: trades.Count < BinanceApi.PageSize, doubts);
            metrics.Filled(trades.Count);
            run.Did(trades.Count);
            if (trades.Count < BinanceApi.PageSize)
            {
                return null;
            }
        }

        return null;
    }

    private async Task<Error?> BeginAnew(SymbolFeed feed, CancellationToken cancellationToken)
    {
        var (symbol, minute) = (feed.Spec.Symbol.Value, BarInterval.OneMinute.Floor(clock.Now));
        if (!(await api.TradesSince(symbol, minute, cancellationToken)).Try(out var trades, out var error))
        {
            return error;
        }

        if (trades.Count > 0)
        {
            feed.Begin(minute, trades[0].Id - 1);
            feed.Fill(trades, all: false, feed.Doubts);
            return null;
        }

        if (!(await api.NewestTrade(symbol, cancellationToken)).Try(out var newest, out error))
        {
            return error;
        }

        if (newest.Count > 0 && newest[0].Time >= minute)
        {
            // It came between the two questions: now there is a trade of this minute.
            return await BeginAnew(feed, cancellationToken);
        }

        feed.Begin(minute, newest.Count > 0 ? newest[0].Id : -1);
        return null;
    }

    private void Hear(StreamMessage message)
    {
        if (!_feeds.TryGetValue(message.Symbol, out var feed))
        {
            return;
        }

        feed.Hear(message);
        _isClockDoubted |= Math.Abs(message.Time - clock.Now) > ClockDoubt;
        foreach (var other in _feeds.Values)
        {
            other.HeardAt(message.Time);
        }
    }

    private void Doubt()
    {
        foreach (var feed in _feeds.Values)
        {
            feed.Doubt();
        }
    }

    private async Task<Error?> TendClock(CancellationToken cancellationToken)
    {
        var since = clock.Wall - _clockAt;
        return since is null or < 0 or > ClockEvery || _isClockDoubted && since > ClockDoubt ? await LookAtClock(cancellationToken) : null;
    }

    private async Task<Error?> LookAtClock(CancellationToken cancellationToken)
    {
        var asked = clock.Wall;
        if (!(await api.ServerTime(cancellationToken)).Try(out var told, out var error))
        {
            return error;
        }

        clock.Set(told, asked, clock.Wall);
        (_clockAt, _isClockDoubted) = (clock.Wall, false);
        return null;
    }

    private Error? ClockTrouble() => clock.Ahead.Duration() > options.ClockTolerance ? SourceErrors.Clock(PriceSource.Binance, clock.Ahead) : null;
}
