using System.Buffers;
using System.Globalization;
using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Charts;

/// <summary>Closed bars as JSON columns, of which any stretch can be taken without writing it again.</summary>
internal sealed class WrittenBars
{
    /// <summary>Time, open, high, low, close, volume.</summary>
    public const int Columns = 6;

    // Divides a decimal's trailing zeros away.
    private const decimal One = 1.000000000000000000000000000000000m;

    private readonly long[] _times;

    // Each value is followed by a comma; the starts have one more than there are bars, which is the end.
    private readonly byte[][] _text = new byte[Columns][];
    private readonly int[][] _starts = new int[Columns][];

    /// <param name="bars">Oldest first.</param>
    public WrittenBars(IReadOnlyList<Candle> bars)
    {
        _times = [.. bars.Select(bar => bar.Time)];
        for (var column = 0; column < Columns; column++)
        {
            var writer = new ArrayBufferWriter<byte>(bars.Count * 10 + 16);
            var starts = _starts[column] = new int[bars.Count + 1];
            for (var i = 0; i < bars.Count; i++)
            {
                Write(writer, bars[i], column);
                writer.Write(","u8);
                starts[i + 1] = writer.WrittenCount;
            }

            _text[column] = writer.WrittenSpan.ToArray();
        }
    }

    public int Count => _times.Length;

    /// <summary>Bytes held, about.</summary>
    public int Size => _text.Sum(text => text.Length) + Count * (Columns * sizeof(int) + sizeof(long));

    /// <summary>When a bar opens, Unix milliseconds.</summary>
    public long Time(int bar) => _times[bar];

    /// <summary>How many bars open before an instant, Unix milliseconds.</summary>
    public int Before(long time)
    {
        var found = Array.BinarySearch(_times, time);
        return found < 0 ? ~found : found;
    }

    /// <summary>Values of a column with commas between them.</summary>
    public ReadOnlySpan<byte> Values(int column, Range bars)
    {
        var (first, count) = bars.GetOffsetAndLength(Count);
        return count == 0 ? [] : _text[column].AsSpan(_starts[column][first].._starts[column][first + count])[..^1];
    }

    /// <summary>Writes one value.</summary>
    public static void Write(ArrayBufferWriter<byte> writer, in Candle bar, int column)
    {
        var span = writer.GetSpan(40);
        int written;
        if (column == 0)
        {
            (bar.Time / 1000).TryFormat(span, out written, default, CultureInfo.InvariantCulture);
        }
        else
        {
            var value = column switch
            {
                1 => bar.Open,
                2 => bar.High,
                3 => bar.Low,
                4 => bar.Close,
                _ => bar.Volume,
            };
            (value / One).TryFormat(span, out written, default, CultureInfo.InvariantCulture);
        }

        writer.Advance(written);
    }
}
