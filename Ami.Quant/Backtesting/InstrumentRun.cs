using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>
/// Feeds one instrument's bars to the trading engine, along <see cref="BarPath"/>. A bag of numbers says which bars can execute anything; all others cost a
/// comparison.
/// </summary>
internal sealed partial class InstrumentRun
{
    /// <summary>
    /// A price on its grid and the double it came from differ in the last digits: levels are looked for that much earlier, and the engine decides exactly.
    /// </summary>
    private const double Blur = 1e-11;

    private readonly Account _account;
    private readonly TradingBook _book;
    private readonly BacktestSettings _settings;
    private readonly ModelledVenue? _modelled;
    private readonly bool _hasSpread,
        _hasFunding,
        _carries;
    private readonly InstrumentGrid _grid;
    private readonly Action<decimal> _passed;
    private readonly List<TargetOrder> _targets = [];
    private readonly Dictionary<Guid, ExitReason> _reasons = [];
    private readonly OpenTrade _trade = new();
    private Bar _bar;
    private ExitReason _closing;

    // The nearest levels of working orders, and whether any waits for the next open or for a bar's end.
    private double _below = double.NegativeInfinity,
        _above = double.PositiveInfinity;
    private bool _atOpen,
        _atEnd,
        _trails,
        _follows;
    private double _trailed = double.NaN;

    internal InstrumentRun(int symbol, Instrument instrument, BacktestSettings settings, Account account)
    {
        (Symbol, Instrument, _settings, _account, _book) = (symbol, instrument, settings, account, account.Book);
        _grid = new InstrumentGrid(instrument);
        _modelled = account.Venue as ModelledVenue;
        _hasSpread = _modelled is null || settings.Costs.Spread is not ProportionalSpread { Fraction: 0 };
        _hasFunding = settings.Costs.Funding is not AccruedFunding { LongPerYear: 0, ShortPerYear: 0 };
        _carries = account.Venue.For(instrument.Symbol).Carry is not null;
        _passed = Passed;
    }

    internal int Symbol { get; }

    internal Instrument Instrument { get; }

    internal ref readonly Bar Bar => ref _bar;

    internal int Index { get; private set; } = -1;

    internal OpenTrade Trade => _trade;

    internal double Quantity => _trade.Quantity;

    /// <summary>Last close, once the instant is complete.</summary>
    internal double Mark { get; private set; }

    internal int WorkingOrders => _targets.Count + _book.Orders.Values.Count(IsOwnOrder);

    /// <summary>The nearest working exit of a kind; NaN when there is none.</summary>
    internal double LevelOf(OrderRole role)
    {
        var (nearest, side) = (double.NaN, role == OrderRole.StopLoss ? (int)_trade.Side : -(int)_trade.Side);
        foreach (var order in _book.Orders.Values)
        {
            if (order.Role != role || order.Status != OrderStatus.Working || order.Symbol != Instrument.Symbol)
            {
                continue;
            }

            if ((order.StopPrice ?? order.LimitPrice) is not { } price)
            {
                continue;
            }

            var level = (double)price;
            if (!(side * level <= side * nearest))
            {
                nearest = level;
            }
        }

        return nearest;
    }

    internal void Process(in Bar bar, int index)
    {
        var previous = Index < 0 ? bar.Time : _bar.Time;
        _bar = bar;
        Index = index;
        if (_carries && Quantity != 0)
        {
            Carry();
        }

        if (_account.HasMargin && Quantity != 0)
        {
            // Funding and other instruments move it too.
            LookForLevels();
        }

        if (_atOpen || bar.Low <= _below || bar.High >= _above)
        {
            Walk();
        }
        else if (Quantity != 0)
        {
            _trade.Touch(bar.Low, bar.High);
        }

        if (_atEnd || (_trails && Quantity != 0 && _trade.Best != _trailed))
        {
            EndBar();
        }

        if (_hasFunding && Quantity != 0)
        {
            Charge(previous);
        }
    }

    /// <summary>The instant is complete: what is held is worth the close.</summary>
    internal void SetMark()
    {
        Mark = _bar.Close;
        if (Quantity != 0 && (_modelled is null || _account.IsShared))
        {
            _book.See(Instrument.Symbol, _grid.Price(Mark));
        }
    }

    /// <summary>Gives an order at the close.</summary>
    /// <returns>False when it is refused.</returns>
    internal bool Submit(in Order order)
    {
        var quantity = double.IsInfinity(order.Quantity) ? Math.Abs(Held) : _grid.Units(order.Quantity);
        if (quantity == 0)
        {
            return false;
        }

        var placed = Place(order, quantity, Quoted(_grid.Price(_bar.Close), 4), At(5));
        if (placed is not null && order.Reason != ExitReason.Signal)
        {
            _reasons[placed.Id] = order.Reason;
        }

        LookForLevels();
        return placed is not null;
    }

    internal void Submit(in TargetOrder target)
    {
        _targets.Add(target);
        _atOpen = true;
    }

    /// <summary>Closes the position at the next open, unless that is under way.</summary>
    internal void Close()
    {
        _book.Close(Instrument.Symbol, At(5));
        LookForLevels();
    }

    internal void CancelAll()
    {
        _targets.Clear();
        foreach (var order in _book.Orders.Values.Where(IsOwnOrder).ToList())
        {
            _book.Cancel(order.Id, At(5));
        }

        LookForLevels();
    }

    /// <summary>Changes the exits of the position at the close.</summary>
    internal void Move(Action<TradingBook, string, decimal?, DateTimeOffset> move, double level)
    {
        move(_book, Instrument.Symbol, _grid.Level(level), At(5));
        _trailed = double.NaN;
        LookForLevels();
    }

    /// <summary>Everything that is held is sold or bought back at the last close.</summary>
    internal void CloseOut(ExitReason reason)
    {
        CancelAll();
        if (Quantity == 0)
        {
            return;
        }

        _closing = reason;
        _book.Close(Instrument.Symbol, At(6));
        Meet(_grid.Price(Mark), 7);
        LookForLevels();
    }

    /// <summary>When the account is liquidated: nothing is ordered any more but what closes.</summary>
    internal void Liquidated()
    {
        _targets.Clear();
        LookForLevels();
    }

    /// <summary>A moment of the bar: the engine asks for a later one with each tick.</summary>
    internal DateTimeOffset At(int moment) => DateTimeOffset.FromUnixTimeMilliseconds(_bar.Time).AddTicks(moment);
}
