namespace Ami.Quant.Trading;

/// <summary>
/// The inner path of a bar: open, the nearer extreme, the farther one, close; when both are equally far, the low first. From point to point the price passes
/// everything between, so each level on the way is met in order and at its own price; from one bar's close to the next one's open it jumps. This is the only
/// place that decides it: backtests, replays and what is caught up after an outage walk the same path. The true one is not in the bar; that this one depends
/// on the bar alone, and not on what somebody holds, makes results the same everywhere.
/// </summary>
/// <param name="Open">First price.</param>
/// <param name="First">The nearer extreme.</param>
/// <param name="Second">The farther extreme.</param>
/// <param name="Close">Last price.</param>
public readonly record struct BarPath(decimal Open, decimal First, decimal Second, decimal Close)
{
    /// <summary>Points that a path has, and the fewest that show it.</summary>
    public const int Points = 4;

    /// <summary>The path of a bar with low ≤ open, close ≤ high.</summary>
    public static BarPath Of(decimal open, decimal high, decimal low, decimal close) =>
        open - low <= high - open ? new BarPath(open, low, high, close) : new BarPath(open, high, low, close);

    /// <summary>A corner of the path.</summary>
    /// <param name="corner">0 to 3.</param>
    public decimal this[int corner] =>
        corner switch
        {
            0 => Open,
            1 => First,
            2 => Second,
            _ => Close,
        };

    /// <summary>One of several prices along the path; however many there are, the corners are among them and the path is the same.</summary>
    /// <param name="index">0 to <paramref name="count"/> − 1; the first is the open, the last the close.</param>
    /// <param name="count">At least <see cref="Points"/>.</param>
    /// <param name="digits">Decimals of a price.</param>
    public decimal At(int index, int count, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Points);
        const int Legs = Points - 1;
        var leg = 0;
        while (leg < Legs - 1 && index >= Corner(leg + 1, count))
        {
            leg++;
        }

        var (start, end) = (Corner(leg, count), Corner(leg + 1, count));
        var (from, to) = (this[leg], this[leg + 1]);
        return index == start ? from
            : index == end ? to
            : decimal.Round(from + ((to - from) * (index - start) / (end - start)), digits);
    }

    private static int Corner(int corner, int count) => corner * (count - 1) / (Points - 1);
}
