using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting.Costs;

/// <summary>A venue whose fees and slippage are given by models; orders are reduced to what leverage allows, and money is kept to eight decimals.</summary>
internal sealed record ModelledVenue : VenueRules
{
    private readonly TradingCosts _costs;

    internal ModelledVenue(TradingCosts costs)
    {
        _costs = costs;
        (ReducesToFit, MoneyDigits, MaintenanceMargin, MostOrders) = (true, 8, 0, int.MaxValue);
        if (costs.Fees is ProportionalFee fee)
        {
            (MakerFee, TakerFee) = ((decimal)fee.Maker, (decimal)fee.Taker);
        }

        if (costs.Slippage is ProportionalSlippage slippage)
        {
            Slippage = (decimal)slippage.Fraction;
        }
    }

    /// <summary>The bar that is traded in, for models that ask for its range or volume.</summary>
    internal Bar Bar { get; set; }

    /// <inheritdoc/>
    public override decimal Fee(decimal quantity, decimal price, decimal notional, bool maker) =>
        _costs.Fees is ProportionalFee ? base.Fee(quantity, price, notional, maker) : Round((decimal)_costs.Fees.Fee((double)quantity, (double)price, maker));

    /// <inheritdoc/>
    public override decimal MostFor(decimal room, decimal price, decimal leverage, bool maker)
    {
        if (_costs.Fees is ProportionalFee || room == 0)
        {
            return base.MostFor(room, price, leverage, maker);
        }

        var fee = Fee(room / price, price, room, maker);
        return Math.Max(0, room - (leverage * Math.Max(0, fee))) / price;
    }

    /// <inheritdoc/>
    protected override decimal SlippageOf(decimal touch, decimal quantity) =>
        _costs.Slippage is ProportionalSlippage ? base.SlippageOf(touch, quantity) : (decimal)_costs.Slippage.Slippage(Bar, (double)touch, (double)quantity);
}
