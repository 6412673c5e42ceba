using System.Globalization;
using Ami.Quant.Performance;

namespace Ami.Quant.DataQuality;

/// <summary>
/// Signs that a series was made by a computer, from what real markets are known for: heavy tails, clustered volatility, volume
/// that remembers and comes with moves, prices on a tick that people round, extremes that are sometimes the open or the close.
/// </summary>
/// <remarks>R. Cont, "Empirical properties of asset returns", Quantitative Finance 1 (2001), facts 2, 6 and 10; I. N. Lobato, C. Velasco, "Long memory
/// in stock-market trading volume", J. Business and Economic Statistics 18 (2000); L. Harris, "Stock price clustering and
/// discreteness", Review of Financial Studies 4 (1991); M. Parkinson, Journal of Business 53 (1980).</remarks>
internal static class SyntheticCheck
{
    private const int FewestBars = 1000;
    private const double ChiSquare9At1Percent = 21.666;

    public static void Run(Examination examination)
    {
        if (examination.Order.Length < FewestBars)
        {
            return;
        }

        var (returns, volumes, parkinson) = Measure(examination);
        var sizes = Array.ConvertAll(returns, Math.Abs);
        var moments = SampleMoments.Of(returns);
        var signs = new List<string>();
        Note(signs, moments.Kurtosis < 3.5, $"returns have normal tails (kurtosis {Short(moments.Kurtosis)})");
        var clustering = MeanAutocorrelation(sizes, 10);
        Note(signs, clustering < 0.03, $"volatility does not cluster (autocorrelation of |returns| {Short(clustering)})");
        // Sources that know no volume write the same number in every row, which says nothing.
        if (volumes.Distinct().Skip(1).Any())
        {
            var company = RankCorrelation(sizes, volumes);
            Note(signs, company < 0.05, $"volume does not come with moves (rank correlation {Short(company)})");
            var memory = MeanAutocorrelation(Array.ConvertAll(volumes, volume => Math.Log(1 + volume)), 10);
            Note(signs, memory < 0.1, $"volume has no memory (autocorrelation of its logarithm {Short(memory)})");
        }

        var wickless = WicklessSides(examination);
        Note(signs, wickless < 0.001, $"open and close are never the high or low ({wickless.ToString("P2", CultureInfo.InvariantCulture)} of them)");
        Note(signs, examination.PriceDecimals is null, "prices lie on no tick");
        var digits = LastDigitChiSquare(examination);
        Note(signs, digits < ChiSquare9At1Percent, $"no price is rounder than another (χ² of last digits {Short(digits)})");
        Note(signs, OpensAtTheCloseBefore(examination) > 0.999, "every bar opens exactly where the one before closed");
        var ratio = parkinson / moments.Variance;
        Note(signs, ratio is < 0.3 or > 3, $"ranges do not fit the moves (range variance {Short(ratio)} times that of closes)");
        examination.SyntheticSigns = signs;
        if (signs.Count >= examination.Options.SyntheticSigns)
        {
            examination.AddAboutSeries(FindingCode.Synthetic, Severity.Warning, $"{signs.Count} of 9 signs: {string.Join("; ", signs)}");
        }
    }

    private static void Note(List<string> signs, bool isSign, string text)
    {
        if (isSign)
        {
            signs.Add(text);
        }
    }

    private static (double[] Returns, double[] Volumes, double Parkinson) Measure(Examination examination)
    {
        var n = examination.Order.Length;
        double[] returns = new double[n - 1],
            volumes = new double[n - 1];
        double squares = 0;
        for (var i = 1; i < n; i++)
        {
            var bar = examination.At(i);
            returns[i - 1] = Math.Log(bar.Close / examination.At(i - 1).Close);
            volumes[i - 1] = bar.Volume;
            var range = Math.Log(bar.High / bar.Low);
            squares += range * range;
        }
        return (returns, volumes, squares / (n - 1) / (4 * Math.Log(2)));
    }

    private static double MeanAutocorrelation(double[] values, int lags)
    {
        var mean = SampleMoments.Of(values).Mean;
        double variance = 0,
            sum = 0;
        foreach (var x in values)
        {
            variance += (x - mean) * (x - mean);
        }

        for (var lag = 1; lag <= lags; lag++)
        {
            for (var i = lag; i < values.Length; i++)
            {
                sum += (values[i] - mean) * (values[i - lag] - mean);
            }
        }

        return Variation.Vanishes(variance, values.Length, 1) ? 0 : sum / variance / lags;
    }

    private static double RankCorrelation(double[] xs, double[] ys)
    {
        var (a, b) = (Ranks(xs), Ranks(ys));
        var mean = 0.5 * (a.Length - 1);
        double products = 0,
            squares = 0;
        for (var i = 0; i < a.Length; i++)
        {
            products += (a[i] - mean) * (b[i] - mean);
            squares += (a[i] - mean) * (a[i] - mean);
        }
        return products / squares;
    }

    private static double[] Ranks(double[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }

    private static double LastDigitChiSquare(Examination examination)
    {
        if (examination.PriceDecimals is null)
        {
            return double.PositiveInfinity;
        }

        var counts = new double[10];
        foreach (var row in examination.Order)
        {
            counts[(int)((long)Math.Round(examination.View.Close[row] / examination.Tick) % 10)]++;
        }

        var expected = examination.Order.Length / 10.0;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    /// <summary>Share of highs and lows that are the bar's open or close: a few per cent where trades are what makes bars.</summary>
    private static double WicklessSides(Examination examination)
    {
        var sides = 0;
        foreach (var row in examination.Order)
        {
            var bar = examination.View[row];
            sides += (bar.High == Math.Max(bar.Open, bar.Close) ? 1 : 0) + (bar.Low == Math.Min(bar.Open, bar.Close) ? 1 : 0);
        }

        return 0.5 * sides / examination.Order.Length;
    }

    private static double OpensAtTheCloseBefore(Examination examination)
    {
        int direct = 0,
            equal = 0;
        for (var i = 1; i < examination.Order.Length; i++)
        {
            if (!examination.FollowsDirectly(i))
            {
                continue;
            }

            direct++;
            equal += examination.At(i).Open == examination.At(i - 1).Close ? 1 : 0;
        }
        return direct == 0 ? 0 : (double)equal / direct;
    }

    private static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
