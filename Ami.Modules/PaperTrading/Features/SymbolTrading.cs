using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>What those who keep symbols ask about trading.</summary>
internal sealed class SymbolTrading(NpgsqlDataSource dataSource, PaperTradingOptions options) : ISymbolTrading
{
    public async Task<bool> IsTraded(Symbol symbol, CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand("select exists (select from paper_trading.orders where symbol = $1)");
        return await command.With(symbol.Value).ExecuteScalarAsync(cancellationToken) is true;
    }

    public TradeCost CostOf(SymbolSpec spec, Quote quote, decimal quantity)
    {
        var venue = options.VenueOf(spec.Terms ?? SymbolTerms.None);
        var half = spec.HalfSpread is null && quote.Ask > quote.Bid ? (quote.Ask - quote.Bid) / 2 : venue.HalfSpreadAt(quote.Last, spec.PriceStep);
        var spread = quote with { Bid = Math.Max(quote.Last - half, spec.PriceStep), Ask = quote.Last + half };
        var costs = OrderCosts.Of(new OrderCostsQuery(spec.Symbol.Value, new(Side.Buy), new(OrderType.Market), quantity), spec, spread, venue);
        var perDay = venue.Carry?.PerDay(Side.Sell) ?? 0;
        return new TradeCost(
            costs.ExpectedPrice,
            costs.SpreadCost,
            costs.Slippage,
            costs.Fee,
            costs.Levels,
            costs.HoldingPerDay,
            venue.Round(quantity * costs.ExpectedPrice * perDay)
        );
    }
}
