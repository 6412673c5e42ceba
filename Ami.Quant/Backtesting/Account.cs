using System.Runtime.InteropServices;

namespace Ami.Quant.Backtesting;

/// <summary>Cash, what is held, and the journal of one run.</summary>
internal sealed class Account(BacktestSettings settings)
{
    private readonly List<SymbolBook> _books = [];

    internal double Cash { get; set; } = settings.InitialCash;

    /// <summary>Value at the latest common close.</summary>
    internal double Equity { get; private set; } = settings.InitialCash;

    internal double TradedValue { get; set; }

    internal double FeesPaid { get; set; }

    internal double FundingPaid { get; set; }

    internal List<Trade> Trades { get; } = [];

    internal List<Fill>? Fills { get; } = settings.RecordFills ? [] : null;

    internal List<Decision>? Decisions { get; } = settings.RecordDecisions ? [] : null;

    internal bool HoldsAnything
    {
        get
        {
            foreach (var book in CollectionsMarshal.AsSpan(_books))
                if (book.Position.Quantity != 0) return true;
            return false;
        }
    }

    internal void Add(SymbolBook book) => _books.Add(book);

    internal void MarkToMarket()
    {
        var equity = Cash;
        foreach (var book in CollectionsMarshal.AsSpan(_books)) equity += book.Position.Quantity * book.Mark;
        Equity = equity;
    }

    /// <summary>
    /// Units that leverage still allows to open in one instrument at a price. Other instruments count at their previous close, which is all
    /// that is known when this one's order is filled.
    /// </summary>
    internal double Affordable(SymbolBook target, double price)
    {
        var equity = Cash;
        double exposure = 0;
        foreach (var book in CollectionsMarshal.AsSpan(_books))
        {
            var value = book.Position.Quantity * (book == target ? price : book.Mark);
            equity += value;
            exposure += Math.Abs(value);
        }

        return Math.Max(0, settings.MaximumLeverage * equity - exposure) / price;
    }
}
