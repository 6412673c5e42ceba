using System.Runtime.InteropServices;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>The account of one run: the trading engine's book, and the journal of what it did.</summary>
internal sealed class Account
{
    private readonly List<InstrumentRun> _runs = [];
    private readonly double _maintenance;
    private int _ids;

    internal Account(BacktestSettings settings)
    {
        Venue = settings.Venue ?? new ModelledVenue(settings.Costs);
        Book = new TradingBook(
            new Balance((decimal)settings.InitialCash),
            (decimal)settings.MaximumLeverage,
            new Dictionary<string, Position>(),
            new Dictionary<Guid, Trading.Order>(),
            new Dictionary<string, decimal>(),
            Venue,
            () => new Guid(++_ids, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        );
        Book.Changes.OnlyExecuted = true;
        _maintenance = (double)Venue.Required((decimal)settings.MaximumLeverage);
        Cash = Equity = settings.InitialCash;
        Fills = settings.RecordFills ? [] : null;
        Decisions = settings.RecordDecisions ? [] : null;
    }

    internal VenueRules Venue { get; }

    internal TradingBook Book { get; }

    internal double Cash { get; private set; }

    /// <summary>Value at the latest common close.</summary>
    internal double Equity { get; private set; }

    internal double TradedValue { get; private set; }

    internal double FeesPaid => (double)Book.Balance.FeesPaid;

    internal double FundingPaid => (double)Book.Balance.FundingPaid;

    internal List<Trade> Trades { get; } = [];

    internal List<Fill>? Fills { get; }

    internal List<Decision>? Decisions { get; }

    /// <summary>Whether one instrument's orders depend on what another is worth.</summary>
    internal bool IsShared => _runs.Count > 1;

    /// <summary>Whether the venue has a maintenance margin.</summary>
    internal bool HasMargin => _maintenance > 0;

    internal bool HoldsAnything => Book.Holdings.Count > 0;

    internal void Add(InstrumentRun run) => _runs.Add(run);

    /// <summary>Keeps the journal of a fill.</summary>
    internal void Note(int symbol, int bar, Trading.Fill fill)
    {
        TradedValue += (double)fill.Notional;
        var side = fill.Side == Trading.Side.Buy ? PositionSide.Long : PositionSide.Short;
        Fills?.Add(new Fill(symbol, bar, side, (double)fill.Quantity, (double)fill.Price, (double)fill.Fee, fill.OrderId));
    }

    /// <summary>The cash has changed.</summary>
    internal void Settle() => Cash = (double)Book.Balance.Cash;

    /// <summary>The book has closed or cancelled everything.</summary>
    internal void Liquidated()
    {
        foreach (var run in _runs)
        {
            run.Liquidated();
        }
    }

    internal void MarkToMarket()
    {
        var equity = Cash;
        foreach (var run in CollectionsMarshal.AsSpan(_runs))
        {
            equity += run.Quantity * run.Mark;
        }

        Equity = equity;
    }

    /// <summary>Whether the maintenance margin, where the venue has one, is no longer covered.</summary>
    internal bool IsBreached()
    {
        if (!HasMargin || !HoldsAnything)
        {
            return false;
        }

        double exposure = 0;
        foreach (var run in _runs)
        {
            exposure += Math.Abs(run.Quantity * run.Mark);
        }

        // The book decides exactly; this spares it the question.
        return Equity < _maintenance * exposure * (1 + 1e-9);
    }
}
