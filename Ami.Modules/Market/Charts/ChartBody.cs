using System.Buffers;
using System.Globalization;
using System.Text;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>
/// The JSON of a chart with its settled columns already written, so that an answer is a copy of bytes with the forming bar appended.
/// The shape is that of <see cref="ChartResponse"/>; a test compares the two.
/// </summary>
internal sealed class ChartBody
{
    private readonly byte[] _head,
        _tail;
    private readonly byte[][] _columns = new byte[WrittenBars.Columns][];
    private readonly bool _empty;

    public ChartBody(SymbolSpec spec, ChartPart part)
        : this(spec, part.Interval, [(new WrittenBars(part.Closed), ..)], part.HasMore) { }

    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Interval of the chart.</param>
    /// <param name="stretches">The settled bars, oldest first.</param>
    /// <param name="hasMore">Whether there are older ones.</param>
    public ChartBody(SymbolSpec spec, BarInterval interval, IReadOnlyList<(WrittenBars Bars, Range Taken)> stretches, bool hasMore)
    {
        List<(WrittenBars Bars, Range Taken)> full = [.. stretches.Where(stretch => stretch.Taken.GetOffsetAndLength(stretch.Bars.Count).Length > 0)];
        _empty = full.Count == 0;
        _head = Encoding.UTF8.GetBytes(
            $"{{\"symbol\":\"{spec.Symbol}\",\"interval\":\"{ChartInterval.Name(interval)}\",\"source\":\"{Name(spec.Source)}\",\"simulated\":{(spec.Simulated ? "true" : "false")}"
        );
        var next =
            hasMore && full is [var oldest, ..]
                ? $"\"{DateTimeOffset.FromUnixTimeMilliseconds(oldest.Bars.Time(oldest.Taken.Start.GetOffset(oldest.Bars.Count))).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\""
                : "null";
        _tail = Encoding.UTF8.GetBytes($",\"hasMore\":{(hasMore ? "true" : "false")},\"nextTo\":{next}}}");
        for (var column = 0; column < _columns.Length; column++)
        {
            var writer = new ArrayBufferWriter<byte>(4096);
            writer.Write(",\""u8);
            writer.Write(["tohlcv"u8[column]]);
            writer.Write("\":["u8);
            for (var i = 0; i < full.Count; i++)
            {
                if (i > 0)
                {
                    writer.Write(","u8);
                }

                writer.Write(full[i].Bars.Values(column, full[i].Taken));
            }

            _columns[column] = writer.WrittenSpan.ToArray();
        }
    }

    /// <summary>Bytes held, for the cache's budget.</summary>
    public int Size => _head.Length + _tail.Length + _columns.Sum(column => column.Length);

    /// <summary>The whole answer.</summary>
    public byte[] With(Candle? forming)
    {
        var writer = new ArrayBufferWriter<byte>(Size + 160);
        writer.Write(_head);
        for (var column = 0; column < _columns.Length; column++)
        {
            writer.Write(_columns[column]);
            if (forming is { } bar)
            {
                if (!_empty)
                {
                    writer.Write(","u8);
                }

                WrittenBars.Write(writer, bar, column);
            }

            writer.Write("]"u8);
        }

        writer.Write(forming is null ? ",\"forming\":false"u8 : ",\"forming\":true"u8);
        writer.Write(_tail);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>The source as it is named in JSON.</summary>
    public static string Name(PriceSource source) =>
        source switch
        {
            PriceSource.Simulated => "simulated",
            PriceSource.Imported => "imported",
            PriceSource.Replay => "replay",
            PriceSource.Polygon => "polygon",
            _ => "binance",
        };
}
