using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        for (var f = 0; f < Columns; f++)
        {
            Offsets[f + 1] = Offsets[f] + ValueBins[f] + 1;
        }

        Stride = PaddedRow(Columns);
        _byRow = new AlignedBuffer<byte>(checked(Rows * Stride));
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

    /// <summary>Bytes from one row to the next in <see cref="ByRow"/>.</summary>
    public int Stride { get; }

    /// <summary>Row-major bins: all features of a sample side by side.</summary>
    public byte* ByRow => _byRow.Pointer;

    /// <summary>The bins of one feature over all samples.</summary>
    public byte* Column(int feature) => _byColumn.Pointer + (nint)feature * Rows;

    /// <summary>Largest value of a bin: samples go left when <c>value &lt;= threshold</c>.</summary>
    public double Threshold(int feature, int bin) => _cuts[feature][bin];

    public static BinnedFeatures Build(FeatureMatrix features, int maxBins, WorkerThreads workers)
    {
        var cuts = new double[features.Columns][];
        var missing = new bool[features.Columns];
        workers.For(
            features.Columns,
            f =>
            {
                var values = features.Column(f);
                var keys = ArrayPool<ulong>.Shared.Rent(values.Length);
                var scratch = ArrayPool<ulong>.Shared.Rent(values.Length);
                var n = RadixSort.Sort(values, keys, scratch, out var sorted);
                missing[f] = n < values.Length;
                cuts[f] = QuantileCuts(sorted.AsSpan(0, n), maxBins);
                ArrayPool<ulong>.Shared.Return(keys);
                ArrayPool<ulong>.Shared.Return(scratch);
            }
        );

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
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                distinct++;
            }
        }

        var everyValue = distinct <= maxBins;

        var start = 0;
        while (cuts.Count < maxBins - 1)
        {
            var share = everyValue ? 1 : (int)Math.Ceiling((double)(sorted.Length - start) / (maxBins - cuts.Count));
            var end = start + Math.Max(share, 1);
            while (end < sorted.Length && sorted[end] == sorted[end - 1])
            {
                end++;
            }

            if (end >= sorted.Length)
            {
                break;
            }

            double low = RadixSort.ToDouble(sorted[end - 1]),
                high = RadixSort.ToDouble(sorted[end]);
            var middle = low + (high - low) / 2;
            cuts.Add(middle < high && double.IsFinite(middle) ? middle : low);
            start = end;
        }

        cuts.Add(double.PositiveInfinity);
        return [.. cuts];
    }

    public void Dispose()
    {
        _byRow.Dispose();
        _byColumn.Dispose();
    }

    /// <summary>
    /// A quarter, a half or whole cache lines per row, so that fetching a row's bins touches as few lines as possible: deep in a
    /// tree the rows of a node are far apart, and fetching them is most of the work.
    /// </summary>
    private static int PaddedRow(int columns)
    {
        var unit =
            columns <= 16 ? 16
            : columns <= 32 ? 32
            : 64;
        return (columns + unit - 1) / unit * unit;
    }

    private void BinColumn(ReadOnlySpan<double> values, int feature)
    {
        var padded = stackalloc double[PaddedCuts];
        new Span<double>(padded, PaddedCuts).Fill(double.PositiveInfinity);
        _cuts[feature].CopyTo(new Span<double>(padded, PaddedCuts));
        var missing = ValueBins[feature];
        var target = Column(feature);
        var i = 0;
        if (Avx2.IsSupported)
        {
            fixed (double* x = values)
            {
                for (; i + 4 <= values.Length; i += 4)
                {
                    var bins = Bins(padded, Vector256.Load(x + i), missing);
                    for (var lane = 0; lane < 4; lane++)
                    {
                        target[i + lane] = (byte)bins[lane];
                    }
                }
            }
        }

        for (; i < values.Length; i++)
        {
            target[i] = double.IsNaN(values[i]) ? (byte)missing : Bin(padded, values[i]);
        }
    }

    /// <summary>Counts the cuts below each value by halving steps. Branches would be mispredicted half of the time.</summary>
    private static Vector256<long> Bins(double* cuts, Vector256<double> x, long missing)
    {
        var bins = Vector256<long>.Zero;
        for (long step = PaddedCuts / 2; step > 0; step >>= 1)
        {
            var cut = Avx2.GatherVector256(cuts, bins + Vector256.Create(step - 1), sizeof(double));
            bins += Vector256.LessThan(cut, x).AsInt64() & Vector256.Create(step);
        }

        return Vector256.ConditionalSelect(Vector256.Equals(x, x).AsInt64(), bins, Vector256.Create(missing));
    }

    private static byte Bin(double* cuts, double x)
    {
        var bin = 0;
        for (var step = PaddedCuts / 2; step > 0; step >>= 1)
        {
            if (cuts[bin + step - 1] < x)
            {
                bin += step;
            }
        }

        return (byte)bin;
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
                for (var i = from; i < to; i++)
                {
                    target[(nint)i * Stride] = source[i];
                }
            }
        }
    }
}
