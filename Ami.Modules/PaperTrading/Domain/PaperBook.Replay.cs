using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>An account that trades in the past.</content>
public sealed partial class PaperBook
{
    /// <summary>The replay that the account is for; null where it trades in the live market.</summary>
    public Replay? Replay { get; private set; }

    /// <summary>Puts the account into the past.</summary>
    internal PaperBook In(Replay? replay)
    {
        Replay = replay;
        if (replay is not null)
        {
            _trading.See(replay.Symbol, replay.Price);
        }

        return this;
    }

    /// <summary>
    /// Plays bars: each along its path, so that what is executed depends on the bars alone, however many are played at once. Exits, expiry and margin are judged
    /// as they are by live prices.
    /// </summary>
    /// <param name="bars">The next ones, oldest first, none before the clock.</param>
    /// <param name="clock">Where the clock is then: when the last one was over.</param>
    internal void Play(IReadOnlyList<PastBar> bars, DateTimeOffset clock)
    {
        var replay = Replay ?? throw new InvalidOperationException("Only a replay plays bars.");
        foreach (var bar in bars)
        {
            Play(replay, bar);
        }

        Replay = replay with { Clock = clock };
        if (bars is [.., var last])
        {
            Replay = Replay with { Price = last.Close, BarBegan = last.Begins };
        }

        Changes.Move(Replay);
        if (Replay.IsOver)
        {
            End(replay.Symbol, clock);
        }
    }

    /// <summary>Ends the replay: orders are cancelled, and what is held is closed at the last price.</summary>
    /// <param name="at">By the clock on the wall.</param>
    internal void EndReplay(DateTimeOffset at)
    {
        if (Replay is not { EndedAt: null } replay)
        {
            return;
        }

        Replay = replay with { EndedAt = at };
        Changes.Move(Replay);
        CloseAll(new HashSet<string>(), replay.Clock);
        End(replay.Symbol, replay.Clock);
    }

    private void Play(Replay replay, PastBar bar)
    {
        var path = BarPath.Of(bar.Open, bar.High, bar.Low, bar.Close);
        foreach (var tick in BarTicks.Of(bar.Begins, bar.Ends, path, replay.HalfSpreadAt(bar.Close, _trading.Rules)))
        {
            OnTick(replay.Symbol, new Tick(tick.Time, tick.Time, tick.Bid, tick.Ask, tick.Last, 0, tick.From, tick.Begun), tick.Time);
        }

        _trading.Expire(bar.Ends);
        var isNewHour = bar.Begins.Ticks / TimeSpan.TicksPerHour != bar.Ends.Ticks / TimeSpan.TicksPerHour;
        if (isNewHour && _trading.Positions.Count > 0)
        {
            Changes.Add(new EquityPoint(Account.Id, Account.Generation, bar.Ends, Round(_trading.Equity), Account.Cash));
        }
    }

    /// <summary>What refuses an order here whatever it is; null in the live market.</summary>
    private Error? Barred(string symbol) =>
        Replay is not { } replay ? null
        : replay.IsOver ? PaperErrors.ReplayOver
        : replay.Symbol != symbol ? PaperErrors.ReplaySymbol(replay.Symbol)
        : null;

    /// <summary>Of the symbols without further prices in the live market, those that have none here: in a replay it is that of a replay that is over.</summary>
    private IReadOnlySet<string> EndedHere(IReadOnlySet<string> ended) =>
        Replay is not { } replay ? ended
        : replay.IsOver ? new HashSet<string> { replay.Symbol }
        : new HashSet<string>();

    private PriceTick MarketOf(Quote quote) =>
        Replay?.QuoteBy(_trading.Rules) ?? new PriceTick(quote.Time, quote.Bid, quote.Ask, quote.Last, Begun: quote.Begun);
}
