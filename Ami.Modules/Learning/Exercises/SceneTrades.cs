using Ami.Quant;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>What a scene's executions were together: trades from nothing to nothing, and what came of each in what was risked.</summary>
internal sealed class SceneTrades
{
    private readonly List<SceneTrade> _closed = [];
    private readonly List<decimal?> _grossR = [];
    private OpenTrade? _open;

    /// <summary>Those that are over, oldest first.</summary>
    public IReadOnlyList<SceneTrade> Closed => _closed;

    /// <summary>Whether anything of what was held was closed by whoever traded.</summary>
    public bool HasClosedByHand { get; private set; }

    /// <summary>Whether an entry was executed while something was held already.</summary>
    public bool HasAdded { get; private set; }

    /// <summary>What came of all of them after fees; null without any, or where one was entered without a stop.</summary>
    public decimal? R => Sum(_closed.Select(trade => trade.R));

    /// <summary>The same before fees.</summary>
    public decimal? GrossR => Sum(_grossR);

    /// <summary>What was risked with what is held; null where an entry had no stop.</summary>
    public decimal? OpenRisk => _open?.Risk;

    /// <summary>What was realised of what is held, after its fees so far.</summary>
    public decimal OpenResult => _open is { } open ? open.Pnl - open.Fees : 0;

    /// <param name="executed">What was executed.</param>
    /// <param name="bar">In which bar.</param>
    /// <param name="stop">Where the stop of the order is, if it opens something; null without one.</param>
    /// <param name="planned">How far away the stop was when the order was given.</param>
    /// <param name="ends">Whether the bars end with it.</param>
    public void Take(in Executed executed, int bar, decimal? stop, decimal planned, bool ends)
    {
        var (fill, order) = (executed.Fill, executed.Order);
        if (_open is { } held && held.Side != SideOf(fill.Side))
        {
            held.ClosedQuantity += fill.Quantity;
            held.ClosedValue += fill.Quantity * fill.Price;
            (held.Pnl, held.Fees) = (held.Pnl + fill.RealisedPnl, held.Fees + fill.Fee);
            var exit = ExitOf(order.Role, ends);
            HasClosedByHand |= exit == SceneExit.Hand;
            if (executed.Closed is not null)
            {
                Close(held, bar, exit);
            }

            return;
        }

        HasAdded |= _open is not null && _open.Order != order.Id;
        var open = _open ??= new OpenTrade(SideOf(fill.Side), bar, order.Id);
        open.Quantity += fill.Quantity;
        open.Value += fill.Quantity * fill.Price;
        open.Fees += fill.Fee;
        // Where the price came towards the stop before it was executed, no less was risked than had been decided.
        open.Risk += Math.Max(planned, Math.Abs(fill.Price - stop.GetValueOrDefault())) * fill.Quantity;
        open.Risk = stop is null ? null : open.Risk;
    }

    private void Close(OpenTrade trade, int bar, SceneExit by)
    {
        _open = null;
        _grossR.Add(trade.InRisk(trade.Pnl));
        _closed.Add(
            new SceneTrade(
                Side: trade.Side,
                Quantity: trade.Quantity,
                Entry: trade.Value / trade.Quantity,
                Exit: trade.ClosedValue / trade.ClosedQuantity,
                EntryBar: trade.Bar,
                ExitBar: bar,
                Pnl: trade.Pnl,
                Fees: trade.Fees,
                R: trade.InRisk(trade.Pnl - trade.Fees),
                ExitBy: by
            )
        );
    }

    private static decimal? Sum(IEnumerable<decimal?> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 || all.Contains(null) ? null : all.Sum();
    }

    private static PositionSide SideOf(Side side) => side == Side.Buy ? PositionSide.Long : PositionSide.Short;

    private static SceneExit ExitOf(OrderRole role, bool ends) =>
        role switch
        {
            OrderRole.StopLoss => SceneExit.Stop,
            OrderRole.TakeProfit => SceneExit.Target,
            OrderRole.Liquidation => SceneExit.Margin,
            _ => ends ? SceneExit.End : SceneExit.Hand,
        };

    /// <summary>What is held since it was nothing.</summary>
    private sealed class OpenTrade(PositionSide side, int bar, Guid order)
    {
        public PositionSide Side { get; } = side;
        public int Bar { get; } = bar;

        /// <summary>The order that began it.</summary>
        public Guid Order { get; } = order;

        public decimal Quantity { get; set; }
        public decimal Value { get; set; }
        public decimal ClosedQuantity { get; set; }
        public decimal ClosedValue { get; set; }
        public decimal Pnl { get; set; }
        public decimal Fees { get; set; }

        /// <summary>Each entry's distance to its own stop, the larger one of when it was given and when it was executed, times its quantity; null once one had none.</summary>
        public decimal? Risk { get; set; } = 0;

        public decimal? InRisk(decimal result) => Risk is > 0 ? result / Risk : null;
    }
}
