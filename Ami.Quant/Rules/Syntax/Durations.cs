using System.Globalization;

namespace Ami.Quant.Rules;

/// <summary>Durations as they are written: a number and one of s, m, h, d, w; counted in milliseconds.</summary>
internal static class Durations
{
    /// <summary>Beyond thirty thousand years milliseconds are no longer told apart.</summary>
    public const double Longest = 1e15;

    public static double UnitOf(char unit) =>
        char.ToLowerInvariant(unit) switch
        {
            's' => 1_000,
            'm' => 60_000,
            'h' => 3_600_000,
            'd' => 86_400_000,
            'w' => 604_800_000,
            _ => 0,
        };

    /// <summary>The longest unit that says it in a whole number; otherwise seconds, which say any that was read.</summary>
    public static string Write(double milliseconds)
    {
        foreach (var unit in "wdhm")
        {
            if (milliseconds != 0 && milliseconds % UnitOf(unit) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / UnitOf(unit)}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:R}s");
    }
}
