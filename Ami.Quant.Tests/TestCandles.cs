using Ami.Quant.Series;

namespace Ami.Quant.Tests;

/// <summary>Candles that tests make for themselves: a seeded random walk with possible bars and two-decimal prices.</summary>
internal static class TestCandles
{
    public static readonly long Start = DateTimeOffset
        .Parse("2024-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
        .ToUnixTimeMilliseconds();

    public static CandleSeries Walk(int count, int seed = 1, BarInterval? interval = null, double volatility = 0.01, double start = 100)
    {
        var step = interval ?? BarInterval.OneHour;
        var random = new Random(seed);
        var builder = new CandleBuilder(step, count);
        var close = start;
        for (var i = 0; i < count; i++)
        {
            var open = Round(close * (1 + 0.1 * volatility * Gaussian(random)));
            close = Round(Math.Max(1, open * Math.Exp(volatility * Gaussian(random))));
            var high = Round(Math.Max(open, close) * (1 + 0.5 * volatility * Math.Abs(Gaussian(random))) + 0.01);
            var low = Round(Math.Max(0.5, Math.Min(open, close) * (1 - 0.5 * volatility * Math.Abs(Gaussian(random))) - 0.01));
            builder.Add(new Bar(Start + i * step.Milliseconds, open, high, low, close, Math.Round(1000 * (0.2 + random.NextDouble()), 3)));
        }
        return builder.ToSeries();
    }

    public static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Round(double price) => Math.Round(price, 2);
}
