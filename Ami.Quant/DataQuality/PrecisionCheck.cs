namespace Ami.Quant.DataQuality;

/// <summary>Learns how many decimals the market quotes and finds bars whose prices have more: they were computed, not traded.</summary>
internal static class PrecisionCheck
{
    private const int Most = 9;
    private const double Common = 0.95;

    public static void Run(Examination examination)
    {
        var counts = new int[Most + 1];
        foreach (var row in examination.Order)
        {
            var bar = examination.View[row];
            foreach (var price in (ReadOnlySpan<double>)[bar.Open, bar.High, bar.Low, bar.Close])
            {
                counts[Decimals(price)]++;
            }
        }
        var (decimals, covered) = (0, counts[0]);
        while (covered < Common * 4 * examination.Order.Length)
        {
            covered += counts[++decimals];
        }

        if (decimals >= Most)
        {
            return;
        }

        examination.PriceDecimals = decimals;

        var flagged = new bool[examination.Order.Length];
        for (var i = 0; i < flagged.Length; i++)
        {
            var bar = examination.At(i);
            var excess = 0;
            // One decimal more happens (sub-penny prints); two more in two prices of a bar do not.
            foreach (var price in (ReadOnlySpan<double>)[bar.Open, bar.High, bar.Low, bar.Close])
            {
                excess += Decimals(price) >= decimals + 2 ? 1 : 0;
            }

            flagged[i] = excess >= 2;
        }
        examination.AddRuns(
            FindingCode.ExcessPrecision,
            Severity.Error,
            flagged,
            count => $"{Examination.Bars(count)} with more decimals than the {decimals} that prices have here"
        );
    }

    /// <summary>Decimals that a price was written with, 0 to 9; 9 stands for nine or more.</summary>
    internal static int Decimals(double price)
    {
        var scaled = Math.Abs(price);
        for (var decimals = 0; decimals < Most; decimals++)
        {
            if (Math.Abs(scaled - Math.Round(scaled)) <= 4 * Math.BitIncrement(scaled) - 4 * scaled)
            {
                return decimals;
            }

            scaled *= 10;
        }
        return Most;
    }
}
