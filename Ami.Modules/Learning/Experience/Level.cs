namespace Ami.Modules.Learning;

/// <summary>A level, which follows from a total alone.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Begins">With which total.</param>
/// <param name="Next">The total with which the next one begins.</param>
internal sealed record Level(int Number, long Begins, long Next)
{
    /// <summary>Each level takes this much more than the one before: 100 to the second, 200 more to the third.</summary>
    private const int Step = 100;

    /// <param name="total">Not below 0.</param>
    public static Level Of(int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var number = (int)((1 + Math.Sqrt(1 + (8.0 * total / Step))) / 2);
        // A root of a whole number may come out a little beside it.
        number += total >= From(number + 1) ? 1 : 0;
        number -= total < From(number) ? 1 : 0;
        return new Level(number, From(number), From(number + 1));
    }

    private static long From(int number) => Step / 2L * number * (number - 1);
}
