using System.Runtime.CompilerServices;

namespace Ami.Quant.Models.Trees;

/// <summary>
/// Features cut at their quantiles into at most 255 bins of about equal count, one byte per value (Chen &amp; Guestrin 2016,
/// section 3.2; Ke et al. 2017). Bin <c>b</c> holds values in <c>(cut[b-1], cut[b]]</c>; the last cut is +∞; missing values
/// have the bin after the last one.
/// </summary>
internal sealed unsafe class BinnedFeatures : IDisposable
{
    private const int PaddedCuts = 256;

    private readonly AlignedBuffer<byte> _byRow;
    private readonly AlignedBuffer<byte> _byColumn;
    private readonly double[][] _cuts;

    private BinnedFeatures(FeatureMatrix features, double[][] cuts, bool[] hasMissing)
    {
        Rows = features.Rows;
        Columns = features.Columns;
        _cuts = cuts;
        HasMissing = hasMissing;
        ValueBins = Array.ConvertAll(cuts, c => c.Length);
        Offsets = new int[Columns + 1];
        for (var f = 0; f < Columns; f++) Offsets[f + 1] = Offsets[f] + ValueBins[f] + 1;
        _byRow = new AlignedBuffer<byte>(checked(Rows * Columns));
        _byColumn = new AlignedBuffer<byte>(checked(Rows * Columns));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Bins of present values, per feature.</summary>
    public int[] ValueBins { get; }

    /// <summary>Whether the feature was missing in any sample.</summary>
    public bool[] HasMissing { get; }

    /// <summary>Where each feature's bins start in a histogram; the last element is the histogram's length in bins.</summary>
    public int[] Offsets { get; }

    /// <summary>Row-major bins: all features of a sample side by side.</summary>
    public byte* ByRow => _byRow.Pointer;

    /// <summary>The bins of one feature over all samples.</summary>
    public byte* Column(int feature) => _byColumn.Pointer + (nint)feature * Rows;

    /// <summary>Largest value of a bin: samples go left when <c>value &lt;= threshold</c>.</summary>
    public double Threshold(int feature, int bin) => _cuts[feature][bin];

    public static BinnedFeatures Build(FeatureMatrix features, int maxBins, Workers workers)
    {
        var cuts = new double[features.Columns][];
        var missing = new bool[features.Columns];
        workers.For(features.Columns, f =>
        {
            var values = features.Column(f);
            var n = RadixSort.Sort(values, new ulong[values.Length], new ulong[values.Length], out var sorted);
            missing[f] = n < values.Length;
            cuts[f] = QuantileCuts(sorted.AsSpan(0, n), maxBins);
        });

        var binned = new BinnedFeatures(features, cuts, missing);
        workers.For(features.Columns, f => binned.BinColumn(features.Column(f), f));
        workers.ForRows(features.Rows, binned.Transpose);
        return binned;
    }

    /// <summary>
    /// Cuts between distinct values so that bins hold about equally many; a value more frequent than that has a bin of its own.
    /// A cut lies halfway between the neighbouring values, so that new values fall on the side of the nearer one.
    /// </summary>
    internal static double[] QuantileCuts(ReadOnlySpan<ulong> sorted, int maxBins)
    {
        var cuts = new List<double>(maxBins);
        var distinct = 0;
        for (var i = 0; i < sorted.Length && distinct <= maxBins; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) distinct++;
        var everyValue = distinct <= maxBins;

        for (int start = 0, i = 1; i < sorted.Length && cuts.Count < maxBins - 1; i++)
        {
            if (sorted[i] == sorted[i - 1]) continue;
            var target = (double)(sorted.Length - start) / (maxBins - cuts.Count);
            if (!everyValue && i - start < target) continue;
            double low = RadixSort.ToDouble(sorted[i - 1]), high = RadixSort.ToDouble(sorted[i]);
            var middle = low + (high - low) / 2;
            cuts.Add(middle < high && double.IsFinite(middle) ? middle : low);
            start = i;
        }

        cuts.Add(double.PositiveInfinity);
        return [.. cuts];
    }

    public void Dispose()
    {
        _byRow.Dispose();
        _byColumn.Dispose();
    }

    private void BinColumn(ReadOnlySpan<double> values, int feature)
    {
        var padded = stackalloc double[PaddedCuts];
        new Span<double>(padded, PaddedCuts).Fill(double.PositiveInfinity);
        _cuts[feature].CopyTo(new Span<double>(padded, PaddedCuts));
        var missing = (byte)ValueBins[feature];
        var target = Column(feature);
        for (var i = 0; i < values.Length; i++)
        {
            var x = values[i];
            // Counts the cuts below x, without branches: random values would mispredict half of them.
            var bin = Below(padded[127], x) << 7;
            bin += Below(padded[bin + 63], x) << 6;
            bin += Below(padded[bin + 31], x) << 5;
            bin += Below(padded[bin + 15], x) << 4;
            bin += Below(padded[bin + 7], x) << 3;
            bin += Below(padded[bin + 3], x) << 2;
            bin += Below(padded[bin + 1], x) << 1;
            bin += Below(padded[bin], x);
            target[i] = double.IsNaN(x) ? missing : (byte)bin;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Below(double cut, double x)
    {
        var below = cut < x;
        return *(byte*)&below;
    }

    private void Transpose(int start, int count)
    {
        // Tiles keep the written lines in the first-level cache while every feature adds its byte to them.
        const int Tile = 512;
        for (var from = start; from < start + count; from += Tile)
        {
            var to = Math.Min(from + Tile, start + count);
            for (var f = 0; f < Columns; f++)
            {
                var source = Column(f);
                var target = ByRow + f;
                for (var i = from; i < to; i++) target[(nint)i * Columns] = source[i];
            }
        }
    }
}
