namespace Ami.Quant.Simulation;

/// <summary>How busy a kind of market is through the day, per quarter hour, mean one.</summary>
internal static class ActivityCurve
{
    private static readonly double[][] Curves = [.. Enum.GetValues<SimulatedMarketKind>().Select(Build)];

    /// <summary>96 positive weights with mean one, from midnight UTC.</summary>
    public static ReadOnlySpan<double> Of(SimulatedMarketKind kind) => Curves[(int)kind];

    // Peaks as (hour UTC, height, width in hours) over a floor of one: the hours at which the real markets imitated are busy.
    private static (double Hour, double Height, double Width)[] Peaks(SimulatedMarketKind kind) =>
        kind switch
        {
            SimulatedMarketKind.Crypto => [(1, 0.3, 1.5), (8, 0.4, 2), (14.5, 1.1, 2.5), (20, 0.4, 1.5)],
            SimulatedMarketKind.Currency => [(1, 0.4, 2), (8, 1.4, 1.8), (13.5, 2.2, 2)],
            SimulatedMarketKind.Commodity => [(8, 0.8, 2), (14, 2.4, 2), (18.5, 1.0, 1)],
            SimulatedMarketKind.Index => [(8, 0.7, 1.5), (14.5, 4.0, 1), (17, 1.5, 2.5), (20, 3.5, 0.8)],
            _ => [(14.5, 6.0, 0.8), (17, 2.0, 2.5), (20, 5.0, 0.7)],
        };

    private static double[] Build(SimulatedMarketKind kind)
    {
        var weights = new double[SimulatedMarket.QuartersPerDay];
        for (var i = 0; i < weights.Length; i++)
        {
            var hour = (i + 0.5) / 4;
            weights[i] = 1;
            foreach (var (peak, height, width) in Peaks(kind))
            {
                var away = Math.Abs(hour - peak);
                away = Math.Min(away, 24 - away) / width;
                weights[i] += height * Math.Exp(-0.5 * away * away);
            }
        }

        var mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }
}
