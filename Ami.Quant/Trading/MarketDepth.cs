namespace Ami.Quant.Trading;

/// <summary>
/// How much of a symbol can be traded at once: so many units stand at bid and ask and at each price beyond, in equal distances. The book of a venue, simulated;
/// each account meets a book of its own.
/// </summary>
/// <param name="Units">What stands at each level, above zero.</param>
/// <param name="Distance">From one level to the next, in prices, above zero and on the price grid.</param>
public readonly record struct MarketDepth(decimal Units, decimal Distance)
{
    /// <summary>Most fills of one order in one tick; the last one is for everything from there on, halfway between its first level and its last.</summary>
    public const int MostLots = 20;

    /// <summary>What an order takes, from the best level on. Prices go no further than to twice the touched price, or down to one step.</summary>
    /// <param name="lots">Gets a part for each level.</param>
    /// <param name="side">Side of the order.</param>
    /// <param name="touch">Price of the best level.</param>
    /// <param name="taken">What others took there before, units.</param>
    /// <param name="quantity">What is wanted, units.</param>
    /// <param name="limit">The worst price that is taken; null for any.</param>
    /// <param name="priceDigits">Decimals of prices.</param>
    internal void Take(IList<Lot> lots, Side side, decimal touch, decimal taken, decimal quantity, decimal? limit, int priceDigits)
    {
        var (sign, own, step, level) = (side.Sign(), this, new decimal(1, 0, 0, false, (byte)priceDigits), decimal.Floor(taken / Units));
        var room = ((level + 1) * Units) - taken;
        // Prices end there, and products with levels beyond need not be numbers.
        var end = decimal.Ceiling(touch / Distance);
        while (quantity > 0 && PriceAt(level) is var price && sign * (price - limit) is null or <= 0)
        {
            if (lots.Count < MostLots - 1 || room >= quantity)
            {
                var part = Math.Min(quantity, room);
                lots.Add(new Lot(part, price));
                (quantity, level, room) = (quantity - part, level + 1, Units);
                continue;
            }

            // Everything else at once: levels without end within the price make one fill.
            var last = level + decimal.Ceiling((quantity - room) / Units);
            if (limit is { } worst && decimal.Floor(Math.Abs(worst - touch) / Distance) is var farthest && farthest < last)
            {
                (last, quantity) = (farthest, room + ((farthest - level) * Units));
            }

            var rounding = side == Side.Buy ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity;
            lots.Add(new Lot(quantity, decimal.Round((price + PriceAt(last)) / 2, priceDigits, rounding)));
            return;
        }

        decimal PriceAt(decimal at) =>
            side == Side.Buy
                ? Math.Min(touch + (Math.Min(at, end) * own.Distance), 2 * touch)
                : Math.Max(touch - (Math.Min(at, end) * own.Distance), Math.Min(touch, step));
    }
}

/// <summary>A part of an order that has one price.</summary>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="Price">Per unit.</param>
public readonly record struct Lot(decimal Quantity, decimal Price);
