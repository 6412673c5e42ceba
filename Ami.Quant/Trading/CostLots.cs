namespace Ami.Quant.Trading;

/// <summary>What of the cost of a position a reduction releases.</summary>
public enum CostMethod
{
    /// <summary>Its share of everything that is held: each unit costs the average.</summary>
    Average,

    /// <summary>What the units cost that were traded first (first in, first out).</summary>
    Fifo,
}

/// <summary>Units that were traded at one price and are still held.</summary>
/// <param name="Quantity">Units; below zero when short.</param>
/// <param name="Cost">What they were bought for, with the sign of the quantity.</param>
public readonly record struct CostLot(decimal Quantity, decimal Cost);

/// <summary>The lots of a position, oldest first. Their quantities and costs sum to those of the position, exactly.</summary>
internal static class CostLots
{
    /// <summary>What the oldest units cost: whole lots as they are, of the last one its rounded share.</summary>
    /// <param name="lots">Of the position.</param>
    /// <param name="quantity">How many, above zero and less than are held.</param>
    /// <param name="rules">How money is rounded.</param>
    public static decimal Released(IReadOnlyList<CostLot> lots, decimal quantity, VenueRules rules)
    {
        var released = 0m;
        foreach (var lot in lots)
        {
            var units = Math.Abs(lot.Quantity);
            if (quantity < units)
            {
                return released + rules.Round(lot.Cost * quantity / units);
            }

            released += lot.Cost;
            quantity -= units;
        }

        return released;
    }

    /// <summary>The lots without their oldest units.</summary>
    /// <param name="lots">Of the position.</param>
    /// <param name="quantity">How many are gone, above zero.</param>
    /// <param name="released">What they had cost.</param>
    public static IReadOnlyList<CostLot> Without(IReadOnlyList<CostLot> lots, decimal quantity, decimal released)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            var (held, cost) = lots[i];
            if (quantity < Math.Abs(held))
            {
                return [new CostLot(held - (Math.Sign(held) * quantity), cost - released), .. lots.Skip(i + 1)];
            }

            (quantity, released) = (quantity - Math.Abs(held), released - cost);
        }

        return [];
    }

    /// <summary>The lots in new shares. Parts of a step go from lot to lot, so that the quantities sum to what is held then; the newest one pays for what is paid in cash.</summary>
    /// <param name="lots">Of the position, in old shares.</param>
    /// <param name="action">What happens to a share.</param>
    /// <param name="step">The smallest part of a share that can be held.</param>
    /// <param name="released">What the part had cost that is paid in cash.</param>
    public static IReadOnlyList<CostLot> Split(IReadOnlyList<CostLot> lots, CorporateAction action, decimal step, decimal released)
    {
        var split = new List<CostLot>(lots.Count);
        var (held, done, cost) = (0m, 0m, 0m);
        foreach (var lot in lots)
        {
            held += lot.Quantity;
            cost += lot.Cost;
            var quantity = action.Split(held, step).Quantity - done;
            if (quantity != 0)
            {
                split.Add(new CostLot(quantity, cost));
                (done, cost) = (done + quantity, 0);
            }
        }

        if (split is [.., var last])
        {
            split[^1] = last with { Cost = last.Cost + cost - released };
        }

        return split;
    }
}
