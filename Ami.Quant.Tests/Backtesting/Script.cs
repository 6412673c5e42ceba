using Ami.Quant.Backtesting;
using Ami.Quant.Series;
using OrderType = Ami.Quant.Trading.OrderType;

namespace Ami.Quant.Tests.Backtesting;

/// <summary>Does what it is told at given bars.</summary>
internal sealed class Script(params (int Bar, Action<BarContext> Act)[] steps) : IStrategy
{
    public void OnBar(BarContext context)
    {
        foreach (var (bar, act) in steps)
        {
            if (bar == context.Index)
            {
                act(context);
            }
        }
    }

    internal static CandleSeries Bars(params (double Open, double High, double Low, double Close)[] rows)
    {
        var builder = new CandleBuilder(BarInterval.OneHour);
        for (var i = 0; i < rows.Length; i++)
        {
            builder.Add(new Bar(i * 3_600_000L, rows[i].Open, rows[i].High, rows[i].Low, rows[i].Close, 1000));
        }

        return builder.ToSeries();
    }

    internal static (double Open, double High, double Low, double Close) Flat(double price) => (price, price, price, price);

    internal static Order Buy(double quantity) => new(PositionSide.Long, OrderType.Market, quantity);

    internal static Order Sell(double quantity) => new(PositionSide.Short, OrderType.Market, quantity);

    internal static readonly BacktestSettings Recorded = new()
    {
        RecordFills = true,
        RecordDecisions = true,
        MaximumLeverage = 10,
    };
}
