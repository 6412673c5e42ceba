using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>How an account is covered once an order is executed as it is expected to be, at the prices of now.</summary>
/// <param name="Initial">What opening all that is held then needs, in account currency.</param>
/// <param name="Maintenance">What equity must not fall below then.</param>
/// <param name="Level">Equity as a multiple of the maintenance margin; null when nothing is held then.</param>
/// <param name="LiquidationPrice">Where the account is liquidated then when only this symbol's price moves; null when no price does that.</param>
public sealed record MarginAfter(decimal Initial, decimal Maintenance, decimal? Level, decimal? LiquidationPrice)
{
    internal static MarginAfter Of(OrderCostsQuery order, OrderCosts costs, TradedSymbol traded, AccountLook account, VenueRules venue)
    {
        var (symbol, summary) = (traded.Spec.Symbol.Value, account.Summary);
        var held = account.Positions.FirstOrDefault(position => position.Symbol == symbol);
        var (units, mark) = (held?.Quantity ?? 0, held?.Mark ?? traded.Quote.Last);
        var wanted = order.Side.Value.Sign() * order.Quantity;
        var change = order.ReduceOnly == true ? Math.Clamp(wanted, Math.Min(0, -units), Math.Max(0, -units)) : wanted;
        var margin = new Margin(summary.Equity, summary.GrossExposure, summary.Leverage, venue.Required(summary.Leverage)).After(
            units,
            change,
            mark,
            costs.ExpectedPrice,
            costs.Fee * (change / wanted)
        );
        return new MarginAfter(
            venue.Round(margin.Initial).Plain(),
            venue.Round(margin.Maintenance).Plain(),
            margin.Level is { } level ? decimal.Round(level, 4).Plain() : null,
            margin.LiquidationPrice(units + change, mark) is { } price ? decimal.Round(price, traded.Spec.PriceDigits).Plain() : null
        );
    }
}
