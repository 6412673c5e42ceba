namespace Ami.Quant.Trading;

/// <summary>
/// A bar that is over, as prices that come one after another: the corners of its path (<see cref="BarPath"/>), from each of which the market goes to the next one
/// through every price between. Replays and chart exercises play their bars through it, so that the same orders meet the same prices in both.
/// </summary>
public static class BarTicks
{
    /// <summary>The first price of a bar comes behind the moment at which the bar before it was over, when orders may have been accepted.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(1);

    /// <summary>The prices of a bar with low ≤ open, close ≤ high, oldest first.</summary>
    /// <param name="begins">When it opened.</param>
    /// <param name="ends">When it is over.</param>
    /// <param name="path">Its path.</param>
    /// <param name="half">Distance of bid and ask from the price: all of a bar has one spread.</param>
    public static IEnumerable<PriceTick> Of(DateTimeOffset begins, DateTimeOffset ends, BarPath path, decimal half)
    {
        var corner = (ends - begins) / BarPath.Points;
        yield return Around(path.Open, half, begins + Behind);
        for (var i = 1; i < BarPath.Points; i++)
        {
            yield return Around(path[i], half, begins + (corner * i) + Behind) with
            {
                From = path[i - 1],
                Begun = begins + Behind,
            };
        }
    }

    /// <summary>A price with a spread around it.</summary>
    /// <param name="price">The price, above zero.</param>
    /// <param name="half">Distance of bid and ask from it.</param>
    /// <param name="at">When.</param>
    public static PriceTick Around(decimal price, decimal half, DateTimeOffset at) => new(at, price > half ? price - half : price, price + half, price);
}
